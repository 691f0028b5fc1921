import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { eventsNotAlwaysRecorded as control } from './event-recording.js'

const policies = (...list: object[]) => ({ 'teams:Get-CsTeamsMeetingBroadcastPolicy': list })

describe(control.title, () => {
  it.each(['UserOverride', 'AlwaysDisabled'])('passes at %s', (BroadcastRecordingMode) => {
    expect(judge(control, policies({ Identity: 'Global', BroadcastRecordingMode }))).toMatchObject({
      verdict: 'pass',
      warnings: [],
    })
  })

  it.each(['AlwaysEnabled'])('fails at %s, and shows it', (BroadcastRecordingMode) => {
    expect(judge(control, policies({ Identity: 'Global', BroadcastRecordingMode }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'Global', value: BroadcastRecordingMode }],
    })
  })

  it('only warns of a policy that is for some people', () => {
    const snapshot = policies(
      { Identity: 'Global', BroadcastRecordingMode: 'UserOverride' },
      { Identity: 'Tag:Sales', BroadcastRecordingMode: 'AlwaysEnabled' },
    )
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'pass', warnings: [expect.stringContaining('Sales')] })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, policies({ Identity: 'Global' }))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
