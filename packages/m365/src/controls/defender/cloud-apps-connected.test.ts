import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { cloudAppsConnected as control } from './cloud-apps-connected.js'

describe(control.title, () => {
  it('is for a person to see, and says where', () => {
    expect(judge(control, {})).toMatchObject({ verdict: 'manual', reason: control.because })
    expect(control.instructions[0]).toContain('Defender portal')
  })
})
