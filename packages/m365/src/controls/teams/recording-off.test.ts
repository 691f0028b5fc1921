import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { recordingOff as control } from './recording-off.js'

const policies = (...list: object[]) => ({ 'teams:Get-CsTeamsMeetingPolicy': list })

describe(control.title, () => {
  it.each([false])('passes at %s', (AllowCloudRecording) => {
    expect(judge(control, policies({ Identity: 'Global', AllowCloudRecording }))).toMatchObject({
      verdict: 'pass',
      warnings: [],
    })
  })

  it.each([true])('fails at %s, and shows it', (AllowCloudRecording) => {
    expect(judge(control, policies({ Identity: 'Global', AllowCloudRecording }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'Global', value: AllowCloudRecording }],
    })
  })

  it('only warns of a policy that is for some people', () => {
    const snapshot = policies(
      { Identity: 'Global', AllowCloudRecording: false },
      { Identity: 'Tag:Sales', AllowCloudRecording: true },
    )
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'pass', warnings: [expect.stringContaining('Sales')] })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, policies({ Identity: 'Global' }))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
