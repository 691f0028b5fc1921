import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { legacyAuthBlocked as control } from './legacy-auth-blocked.js'

const legacy = (clientAppTypes: string[], changes: object = {}) =>
  conditionalAccessPolicy({ conditions: { clientAppTypes }, ...changes })

const policies = (...list: unknown[]) => ({ '/identity/conditionalAccess/policies': list })

describe(control.title, () => {
  it('passes when one policy blocks both kinds of old clients for everyone', () => {
    expect(judge(control, policies(legacy(['exchangeActiveSync', 'other'])))).toMatchObject({
      verdict: 'pass',
      warnings: [],
    })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['the policy covers one kind of two', [legacy(['other'])]],
    ['two policies cover one kind each', [legacy(['other']), legacy(['exchangeActiveSync'])]],
    [
      'the policy asks for a second factor, which old clients cannot give',
      [legacy(['exchangeActiveSync', 'other'], { grantControls: { operator: 'OR', builtInControls: ['mfa'] } })],
    ],
    [
      'the policy only reports',
      [legacy(['exchangeActiveSync', 'other'], { state: 'enabledForReportingButNotEnforced' })],
    ],
  ])('fails when %s', (_, list) => {
    expect(judge(control, policies(...list))).toMatchObject({ verdict: 'fail' })
  })
})
