import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { trialTenantsBlocked as control } from './trial-tenants.js'

const policies = (...list: object[]) => ({ 'teams:Get-CsTenantFederationConfiguration': list })

describe(control.title, () => {
  it.each(['Blocked'])('passes at %s', (ExternalAccessWithTrialTenants) => {
    expect(judge(control, policies({ Identity: 'Global', ExternalAccessWithTrialTenants }))).toMatchObject({
      verdict: 'pass',
      warnings: [],
    })
  })

  it.each(['Allowed'])('fails at %s, and shows it', (ExternalAccessWithTrialTenants) => {
    expect(judge(control, policies({ Identity: 'Global', ExternalAccessWithTrialTenants }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'Global', value: ExternalAccessWithTrialTenants }],
    })
  })

  it('fails by a policy that is for some people only', () => {
    const snapshot = policies(
      { Identity: 'Global', ExternalAccessWithTrialTenants: 'Blocked' },
      { Identity: 'Tag:Sales', ExternalAccessWithTrialTenants: 'Allowed' },
    )
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail', evidence: [{ object: 'Sales' }] })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, policies({ Identity: 'Global' }))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
