import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { rule, STRICT } from '../../../test/defender-sample.js'
import { sensitiveAccountsInStrictEop as control } from './sensitive-strict-eop.js'

describe(control.title, () => {
  it('passes when the strict preset is for everybody', () => {
    expect(judge(control, { 'exo:Get-EOPProtectionPolicyRule': [rule(STRICT)] })).toMatchObject({ verdict: 'pass' })
  })

  it.each([
    ['there is no preset', []],
    ['a rule holds nothing', [{}]],
  ])('fails when %s', (_, rules) => {
    expect(judge(control, { 'exo:Get-EOPProtectionPolicyRule': rules })).toMatchObject({ verdict: 'fail' })
  })
})
