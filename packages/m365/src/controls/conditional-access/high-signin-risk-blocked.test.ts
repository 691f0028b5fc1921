import { describe, expect, it } from 'vitest'
import {
  conditionalAccessPolicy,
  granting,
  subscriptions,
  withPolicies,
} from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { highSignInRiskBlocked as control } from './high-signin-risk-blocked.js'

const atRisk = (signInRiskLevels: string[], changes: object = {}) =>
  conditionalAccessPolicy({ conditions: { signInRiskLevels }, ...changes })

const tenant = (...list: unknown[]) => ({ ...withPolicies(...list), ...subscriptions('AAD_PREMIUM_P2') })

describe(control.title, () => {
  it('passes when a policy blocks everyone from medium risk on', () => {
    expect(judge(control, tenant(atRisk(['medium', 'high'])))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it('passes with a warning when nothing answers medium risk', () => {
    const outcome = judge(control, tenant(atRisk(['high'])))
    expect(outcome).toMatchObject({ verdict: 'pass' })
    expect(outcome.warnings).toEqual([expect.stringContaining('medium risk')])
  })

  it('has no warning when another policy asks for a second factor at medium risk', () => {
    const milder = atRisk(['medium'], { grantControls: granting(['mfa']) })
    expect(judge(control, tenant(atRisk(['high']), milder))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['the policy is for medium risk alone', [atRisk(['medium'])]],
    ['the policy is switched off', [atRisk(['high'], { state: 'disabled' })]],
    ['the policy asks for a second factor', [atRisk(['high'], { grantControls: granting(['mfa']) })]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, tenant(...list))).toMatchObject({ verdict: 'fail' })
  })

  it('fails for want of the licence alone, and names it', () => {
    const snapshot = { ...withPolicies(atRisk(['high'])), '/subscribedSkus': [] }
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail', licence: 'Entra ID P2' })
  })
})
