import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { colleaguesEnterDirectly as control } from './lobby-internal.js'

const policies = (...list: object[]) => ({ 'teams:Get-CsTeamsMeetingPolicy': list })

describe(control.title, () => {
  it.each(['EveryoneInCompany', 'EveryoneInSameAndFederatedCompany', 'EveryoneInCompanyExcludingGuests'])(
    'passes at %s',
    (AutoAdmittedUsers) => {
      expect(judge(control, policies({ Identity: 'Global', AutoAdmittedUsers }))).toMatchObject({
        verdict: 'pass',
        warnings: [],
      })
    },
  )

  it.each(['Everyone', 'OrganizerOnly', 'InvitedUsers'])('fails at %s, and shows it', (AutoAdmittedUsers) => {
    expect(judge(control, policies({ Identity: 'Global', AutoAdmittedUsers }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ object: 'Global', value: AutoAdmittedUsers }],
    })
  })

  it('only warns of a policy that is for some people', () => {
    const snapshot = policies(
      { Identity: 'Global', AutoAdmittedUsers: 'EveryoneInCompany' },
      { Identity: 'Tag:Sales', AutoAdmittedUsers: 'Everyone' },
    )
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'pass', warnings: [expect.stringContaining('Sales')] })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, policies({ Identity: 'Global' }))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
