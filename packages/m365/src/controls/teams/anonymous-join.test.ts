import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { strangersStayOut as control } from './anonymous-join.js'

const policies = (...list: object[]) => ({ 'teams:Get-CsTeamsMeetingPolicy': list })

describe(control.title, () => {
  it.each([false])('passes at %s', (AllowAnonymousUsersToJoinMeeting) => {
    expect(judge(control, policies({ Identity: 'Global', AllowAnonymousUsersToJoinMeeting }))).toMatchObject({
      verdict: 'pass',
      warnings: [],
    })
  })

  it.each([true])('fails at %s, and shows it', (AllowAnonymousUsersToJoinMeeting) => {
    expect(judge(control, policies({ Identity: 'Global', AllowAnonymousUsersToJoinMeeting }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'Global', value: AllowAnonymousUsersToJoinMeeting }],
    })
  })

  it('only warns of a policy that is for some people', () => {
    const snapshot = policies(
      { Identity: 'Global', AllowAnonymousUsersToJoinMeeting: false },
      { Identity: 'Tag:Sales', AllowAnonymousUsersToJoinMeeting: true },
    )
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'pass', warnings: [expect.stringContaining('Sales')] })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, policies({ Identity: 'Global' }))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
