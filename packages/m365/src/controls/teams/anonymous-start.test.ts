import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { strangersStartNoMeetings as control } from './anonymous-start.js'

const policies = (...list: object[]) => ({ 'teams:Get-CsTeamsMeetingPolicy': list })

describe(control.title, () => {
  it.each([false])('passes at %s', (AllowAnonymousUsersToStartMeeting) => {
    expect(judge(control, policies({ Identity: 'Global', AllowAnonymousUsersToStartMeeting }))).toMatchObject({
      verdict: 'pass',
      warnings: [],
    })
  })

  it.each([true])('fails at %s, and shows it', (AllowAnonymousUsersToStartMeeting) => {
    expect(judge(control, policies({ Identity: 'Global', AllowAnonymousUsersToStartMeeting }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'Global', value: AllowAnonymousUsersToStartMeeting }],
    })
  })

  it('fails by a policy that is for some people only', () => {
    const snapshot = policies(
      { Identity: 'Global', AllowAnonymousUsersToStartMeeting: false },
      { Identity: 'Tag:Sales', AllowAnonymousUsersToStartMeeting: true },
    )
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail', evidence: [{ object: 'Sales' }] })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, policies({ Identity: 'Global' }))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
