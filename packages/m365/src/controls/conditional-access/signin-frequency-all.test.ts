import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { signInFrequencyAll as control } from './signin-frequency-all.js'

const days = (value: number, changes: object = {}) =>
  conditionalAccessPolicy({
    grantControls: null,
    sessionControls: { signInFrequency: { isEnabled: true, type: 'days', value } },
    ...changes,
  })

describe(control.title, () => {
  it('passes at a week, which is the longest unless something else was agreed', () => {
    expect(judge(control, withPolicies(days(7)))).toMatchObject({ verdict: 'pass', warnings: [] })
    expect(judge(control, withPolicies(days(8)))).toMatchObject({ verdict: 'fail' })
  })

  it('follows what was agreed', () => {
    expect(judge(control, withPolicies(days(30)), { longestSignInDays: 30 })).toMatchObject({ verdict: 'pass' })
    expect(judge(control, withPolicies(days(7)), { longestSignInDays: 1 })).toMatchObject({ verdict: 'fail' })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['the policy has no session control', [conditionalAccessPolicy()]],
    ['the policy names some people', [days(1, { conditions: { users: { includeUsers: ['ann'] } } })]],
    ['the policy is switched off', [days(1, { state: 'disabled' })]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'fail' })
  })
})
