import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, granting, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { mediumSignInRiskBlocked as control } from './medium-signin-risk-blocked.js'

const atRisk = (signInRiskLevels: string[], changes: object = {}) =>
  conditionalAccessPolicy({ conditions: { signInRiskLevels }, ...changes })

describe(control.title, () => {
  it('passes when one policy blocks both levels for everyone', () => {
    expect(judge(control, withPolicies(atRisk(['high', 'medium'])))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['only high risk is blocked', [atRisk(['high'])]],
    ['only medium risk is blocked', [atRisk(['medium'])]],
    ['the policy asks for a second factor', [atRisk(['high', 'medium'], { grantControls: granting(['mfa']) })]],
    ['the policy is switched off', [atRisk(['high', 'medium'], { state: 'disabled' })]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'fail' })
  })
})
