import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { strangersDoNotChat as control } from './anonymous-chat.js'

const policies = (...list: object[]) => ({ 'teams:Get-CsTeamsMeetingPolicy': list })

describe(control.title, () => {
  it.each(['EnabledExceptAnonymous', 'Disabled', 'EnabledInMeetingOnlyForAllExceptAnonymous'])(
    'passes at %s',
    (MeetingChatEnabledType) => {
      expect(judge(control, policies({ Identity: 'Global', MeetingChatEnabledType }))).toMatchObject({
        verdict: 'pass',
        warnings: [],
      })
    },
  )

  it.each(['Enabled', 'EnabledForAnyone'])('fails at %s, and shows it', (MeetingChatEnabledType) => {
    expect(judge(control, policies({ Identity: 'Global', MeetingChatEnabledType }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'Global', value: MeetingChatEnabledType }],
    })
  })

  it('only warns of a policy that is for some people', () => {
    const snapshot = policies(
      { Identity: 'Global', MeetingChatEnabledType: 'EnabledExceptAnonymous' },
      { Identity: 'Tag:Sales', MeetingChatEnabledType: 'Enabled' },
    )
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'pass', warnings: [expect.stringContaining('Sales')] })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, policies({ Identity: 'Global' }))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
