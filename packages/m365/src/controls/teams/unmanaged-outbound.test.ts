import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { unmanagedNotReached as control } from './unmanaged-outbound.js'

const policies = (...list: object[]) => ({ 'teams:Get-CsTenantFederationConfiguration': list })

describe(control.title, () => {
  it.each([false])('passes at %s', (AllowTeamsConsumer) => {
    expect(judge(control, policies({ Identity: 'Global', AllowTeamsConsumer }))).toMatchObject({
      verdict: 'pass',
      warnings: [],
    })
  })

  it.each([true])('fails at %s, and shows it', (AllowTeamsConsumer) => {
    expect(judge(control, policies({ Identity: 'Global', AllowTeamsConsumer }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'Global', value: AllowTeamsConsumer }],
    })
  })

  it('fails by a policy that is for some people only', () => {
    const snapshot = policies(
      { Identity: 'Global', AllowTeamsConsumer: false },
      { Identity: 'Tag:Sales', AllowTeamsConsumer: true },
    )
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail', evidence: [{ object: 'Sales' }] })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, policies({ Identity: 'Global' }))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })

  it.each(['gcc', 'gcchigh', 'dod'])('does not apply in %s', (environment) => {
    expect(judge(control, policies({ Identity: 'Global', AllowTeamsConsumer: true }), { environment })).toMatchObject({
      verdict: 'notApplicable',
    })
  })
})
