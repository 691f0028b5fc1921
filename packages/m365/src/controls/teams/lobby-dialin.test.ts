import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { callersWaitInLobby as control } from './lobby-dialin.js'

const policies = (...list: object[]) => ({ 'teams:Get-CsTeamsMeetingPolicy': list })

describe(control.title, () => {
  it.each([false])('passes at %s', (AllowPSTNUsersToBypassLobby) => {
    expect(judge(control, policies({ Identity: 'Global', AllowPSTNUsersToBypassLobby }))).toMatchObject({
      verdict: 'pass',
      warnings: [],
    })
  })

  it.each([true])('fails at %s, and shows it', (AllowPSTNUsersToBypassLobby) => {
    expect(judge(control, policies({ Identity: 'Global', AllowPSTNUsersToBypassLobby }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'Global', value: AllowPSTNUsersToBypassLobby }],
    })
  })

  it('fails by a policy that is for some people only', () => {
    const snapshot = policies(
      { Identity: 'Global', AllowPSTNUsersToBypassLobby: false },
      { Identity: 'Tag:Sales', AllowPSTNUsersToBypassLobby: true },
    )
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'fail', evidence: [{ object: 'Sales' }] })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, policies({ Identity: 'Global' }))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
