import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { LICENSED, rule, STRICT, UNLICENSED } from '../../../test/defender-sample.js'
import { everyoneInDefenderPreset as control } from './preset-all-atp.js'

const presets = (...list: object[]) => ({ ...LICENSED, 'exo:Get-ATPProtectionPolicyRule': list })

describe(control.title, () => {
  it('passes when a preset is for everybody', () => {
    expect(judge(control, presets(rule(STRICT)))).toMatchObject({ verdict: 'pass' })
  })

  it('fails when it is for one person', () => {
    expect(judge(control, presets(rule(STRICT, { SentTo: ['ada@example.com'] })))).toMatchObject({ verdict: 'fail' })
  })

  it('fails for want of the licence', () => {
    expect(judge(control, UNLICENSED)).toMatchObject({ verdict: 'fail', licence: expect.any(String) })
  })

  it('cannot be assessed when a licensed tenant was not read', () => {
    expect(judge(control, LICENSED)).toMatchObject({ verdict: 'notAssessed' })
  })
})
