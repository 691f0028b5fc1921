import { describe, expect, it } from 'vitest'
import { fabric, group } from '../../../test/fabric-sample.js'
import { judge } from '../../../test/judge.js'
import { scriptVisualsOff as control } from './r-python.js'

const SETTING = 'RScriptVisual'

describe(control.title, () => {
  it('passes when it is off', () => {
    expect(judge(control, fabric(SETTING, { enabled: false }))).toMatchObject({ verdict: 'pass' })
  })

  it('fails when it is on, even for one group, and shows the value', () => {
    expect(judge(control, fabric(SETTING, { enabled: true, enabledSecurityGroups: [group] }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ id: SETTING, ok: false }],
    })
  })
})
