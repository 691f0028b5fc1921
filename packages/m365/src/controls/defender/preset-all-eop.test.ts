import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { rule, STANDARD, STRICT } from '../../../test/defender-sample.js'
import { everyoneInEopPreset as control } from './preset-all-eop.js'

const presets = (...list: object[]) => ({ 'exo:Get-EOPProtectionPolicyRule': list })

describe(control.title, () => {
  it('passes when one of both is for everybody', () => {
    expect(judge(control, presets(rule(STRICT, { SentTo: ['ada@example.com'] }), rule(STANDARD)))).toMatchObject({
      verdict: 'pass',
      reason: expect.stringContaining('standard'),
    })
  })

  it('warns of whom it leaves out', () => {
    expect(judge(control, presets(rule(STANDARD, { ExceptIfSentToMemberOf: ['Board'] })))).toMatchObject({
      verdict: 'pass',
      warnings: [expect.stringContaining('Board')],
    })
  })

  it.each([
    ['it is limited to people', [rule(STRICT, { SentTo: 'ada@example.com' })]],
    ['it is limited to a group', [rule(STRICT, { SentToMemberOf: ['Board'] })]],
    ['it is limited to a domain', [rule(STRICT, { RecipientDomainIs: ['example.com'] })]],
    ['it is off', [rule(STRICT, { State: 'Disabled' })]],
    ['there is none', []],
    ['a rule holds nothing', [{}]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, presets(...list))).toMatchObject({ verdict: 'fail' })
  })
})
