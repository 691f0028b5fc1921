import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { skypeBlocked as control } from './skype-off.js'

const policies = (...list: object[]) => ({ 'teams:Get-CsTenantFederationConfiguration': list })

describe(control.title, () => {
  it.each([false])('passes at %s', (AllowPublicUsers) => {
    expect(judge(control, policies({ Identity: 'Global', AllowPublicUsers }))).toMatchObject({
      verdict: 'pass',
      warnings: [],
    })
  })

  it.each([true])('fails at %s, and shows it', (AllowPublicUsers) => {
    expect(judge(control, policies({ Identity: 'Global', AllowPublicUsers }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'Global', value: AllowPublicUsers }],
    })
  })

  it('fails by a policy that is for some people only', () => {
    const snapshot = policies(
      { Identity: 'Global', AllowPublicUsers: false },
      { Identity: 'Tag:Sales', AllowPublicUsers: true },
    )
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail', evidence: [{ object: 'Sales' }] })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, policies({ Identity: 'Global' }))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
