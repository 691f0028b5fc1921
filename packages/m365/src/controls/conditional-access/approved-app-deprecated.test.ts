import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, granting, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { approvedAppDeprecated as control } from './approved-app-deprecated.js'

const granted = (controls: string[], changes: object = {}) =>
  conditionalAccessPolicy({ grantControls: granting(controls), ...changes })

describe(control.title, () => {
  it.each<[string, unknown[]]>([
    ['there is no policy', []],
    ['the new control stands beside the old', [granted(['approvedApplication', 'compliantApplication'])]],
    ['the policy is switched off', [granted(['approvedApplication'], { state: 'disabled' })]],
    ['policies ask for something else', [granted(['mfa']), conditionalAccessPolicy({ grantControls: null })]],
  ])('passes when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'pass' })
  })

  it('fails when one policy relies on the list alone, and names it', () => {
    const snapshot = withPolicies(granted(['mfa']), granted(['approvedApplication'], { displayName: 'Phones' }))
    expect(judge(control, snapshot)).toMatchObject({
      verdict: 'fail',
      reason: '1 policy relies on approved apps alone: Phones.',
      evidence: [{ object: 'Phones', property: 'grantControls.builtInControls', ok: false }],
    })
  })
})
