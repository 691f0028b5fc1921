import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { riskNotification as control } from './risk-notification.js'

describe(control.title, () => {
  it('is left to a person, who is told what must be seen', () => {
    expect(judge(control, {})).toMatchObject({ verdict: 'manual', reason: control.because })
    expect(control.instructions.join(' ')).toMatch(/recipients.*High/)
  })
})
