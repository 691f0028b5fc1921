import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { LICENSED, rule, STANDARD, STRICT, UNLICENSED } from '../../../test/defender-sample.js'
import { presetsOn as control } from './preset-enabled.js'

const presets = (eop: object[], atp?: object[]) => ({
  'exo:Get-EOPProtectionPolicyRule': eop,
  ...(atp && { 'exo:Get-ATPProtectionPolicyRule': atp }),
})

describe(control.title, () => {
  it('passes when each is on in one part or the other', () => {
    expect(judge(control, presets([rule(STANDARD)], [rule(STRICT)]))).toMatchObject({ verdict: 'pass' })
  })

  it('fails and names the one that is off', () => {
    expect(judge(control, presets([rule(STANDARD)], [rule(STRICT, { State: 'Disabled' })]))).toMatchObject({
      verdict: 'fail',
      reason: 'The strict preset security policy is off.',
    })
  })

  it('fails when there is none', () => {
    expect(judge(control, presets([], []))).toMatchObject({ verdict: 'fail' })
  })

  it('fails without Defender, where the other part cannot be on', () => {
    expect(judge(control, { ...UNLICENSED, ...presets([rule(STANDARD)]) })).toMatchObject({ verdict: 'fail' })
  })

  it('cannot be assessed when the other part may be on and was not read', () => {
    expect(judge(control, { ...LICENSED, ...presets([rule(STANDARD)]) })).toMatchObject({ verdict: 'notAssessed' })
  })
})
