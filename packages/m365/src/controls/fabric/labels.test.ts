import { describe, expect, it } from 'vitest'
import { fabric } from '../../../test/fabric-sample.js'
import { judge } from '../../../test/judge.js'
import { sensitivityLabelsOn as control } from './labels.js'

const SETTING = 'EimInformationProtectionEdit'

describe(control.title, () => {
  it('passes when it is on', () => {
    expect(judge(control, fabric(SETTING, { enabled: true }))).toMatchObject({ verdict: 'pass' })
  })

  it('fails when it is off, and shows the value', () => {
    expect(judge(control, fabric(SETTING, { enabled: false }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ id: SETTING, ok: false }],
    })
  })
})
