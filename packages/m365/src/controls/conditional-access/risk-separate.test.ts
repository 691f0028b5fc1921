import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { riskSeparate as control } from './risk-separate.js'

const risks = (userRiskLevels: string[] | null, signInRiskLevels: string[] | null, changes: object = {}) =>
  conditionalAccessPolicy({ conditions: { userRiskLevels, signInRiskLevels }, ...changes })

describe(control.title, () => {
  it.each<[string, unknown[]]>([
    ['there is no policy', []],
    ['each kind has its own', [risks(['high'], []), risks(null, ['high'])]],
    ['the policy with both is switched off', [risks(['high'], ['high'], { state: 'disabled' })]],
  ])('passes when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'pass' })
  })

  it('fails when one policy has both', () => {
    expect(judge(control, withPolicies(risks(['high'], []), risks(['low'], ['medium'])))).toMatchObject({
      verdict: 'fail',
      evidence: [{ value: { userRiskLevels: ['low'], signInRiskLevels: ['medium'] }, ok: false }],
    })
  })
})
