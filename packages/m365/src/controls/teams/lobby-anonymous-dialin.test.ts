import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { strangersWaitInLobby as control } from './lobby-anonymous-dialin.js'

const policy = (AutoAdmittedUsers?: string, AllowPSTNUsersToBypassLobby?: boolean, Identity = 'Global') => ({
  Identity,
  AutoAdmittedUsers,
  AllowPSTNUsersToBypassLobby,
})
const policies = (...list: object[]) => ({ 'teams:Get-CsTeamsMeetingPolicy': list })

describe(control.title, () => {
  it('passes when neither is let past', () => {
    expect(judge(control, policies(policy('EveryoneInCompany', false)))).toMatchObject({
      verdict: 'pass',
      warnings: [],
    })
  })

  it.each([
    ['everyone', policy('Everyone', false)],
    ['people who dial in', policy('EveryoneInCompany', true)],
  ])('fails when %s get past', (_, global) => {
    expect(judge(control, policies(global))).toMatchObject({ verdict: 'fail' })
  })

  it('only warns of a policy that is for some people', () => {
    const outcome = judge(control, policies(policy('EveryoneInCompany', false), policy('Everyone', true, 'Tag:Sales')))
    expect(outcome).toMatchObject({
      verdict: 'pass',
      warnings: [expect.stringContaining('Sales'), expect.stringContaining('Sales')],
    })
  })

  it('is not assessed when one of the two is not among what came', () => {
    expect(judge(control, policies(policy('EveryoneInCompany')))).toMatchObject({ verdict: 'notAssessed' })
  })
})
