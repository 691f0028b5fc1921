import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { rule, STANDARD, STRICT } from '../../../test/defender-sample.js'
import { priorityAccountsOnStrict as control } from './strict-priority.js'

const presets = (eop: object[], atp: object[]) => ({
  'exo:Get-EOPProtectionPolicyRule': eop,
  'exo:Get-ATPProtectionPolicyRule': atp,
})

describe(control.title, () => {
  it('passes when both parts are on, for whomever', () => {
    const strict = rule(STRICT, { SentToMemberOf: ['Board'] })
    expect(judge(control, presets([strict], [strict]))).toMatchObject({ verdict: 'pass' })
  })

  it.each([
    ['mail protection', [rule(STANDARD)], [rule(STRICT)], 'Exchange Online Protection'],
    ['Defender', [rule(STRICT)], [rule(STRICT, { State: 'Disabled' })], 'Defender for Office 365'],
  ])('fails when the part of %s is off', (_, eop, atp, part) => {
    expect(judge(control, presets(eop, atp))).toMatchObject({ verdict: 'fail', reason: expect.stringContaining(part) })
  })
})
