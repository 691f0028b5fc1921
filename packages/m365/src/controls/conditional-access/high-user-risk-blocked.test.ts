import { describe, expect, it } from 'vitest'
import {
  conditionalAccessPolicy,
  granting,
  subscriptions,
  withPolicies,
} from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { highUserRiskBlocked as control } from './high-user-risk-blocked.js'

const atRisk = (userRiskLevels: string[], changes: object = {}) =>
  conditionalAccessPolicy({ conditions: { userRiskLevels }, ...changes })

const tenant = (...list: unknown[]) => ({ ...withPolicies(...list), ...subscriptions('AAD_PREMIUM_P2') })

describe(control.title, () => {
  it('passes when a policy blocks everyone at high risk', () => {
    expect(judge(control, tenant(atRisk(['high'])))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['the policy is for medium risk alone', [atRisk(['medium'])]],
    ['the policy only reports', [atRisk(['high'], { state: 'enabledForReportingButNotEnforced' })]],
    ['the policy asks for a second factor', [atRisk(['high'], { grantControls: granting(['mfa']) })]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, tenant(...list))).toMatchObject({ verdict: 'fail' })
  })

  it('mentions a policy that has people help themselves, which it does not count', () => {
    const grantControls = granting(['mfa', 'passwordChange'], { operator: 'AND' })
    const outcome = judge(control, tenant(atRisk(['high'], { grantControls })))
    expect(outcome.verdict).toBe('fail')
    expect(outcome.warnings).toEqual([expect.stringContaining('a new password')])
  })

  it('fails for want of the licence alone, and names it', () => {
    const snapshot = { ...withPolicies(atRisk(['high'])), ...subscriptions('AAD_PREMIUM') }
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail', licence: 'Entra ID P2' })
  })

  it('does not count a licence that is not in working order', () => {
    const servicePlans = [{ servicePlanName: 'AAD_PREMIUM_P2', provisioningStatus: 'Disabled' }]
    const snapshot = { ...withPolicies(atRisk(['high'])), '/subscribedSkus': [{ skuId: 'sku', servicePlans }] }
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail', licence: 'Entra ID P2' })
  })

  it('is not assessed where the policies could not be read', () => {
    expect(judge(control, subscriptions('AAD_PREMIUM_P2'))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
