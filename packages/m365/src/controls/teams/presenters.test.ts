import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { organizersPresent as control } from './presenters.js'

const policies = (...list: object[]) => ({ 'teams:Get-CsTeamsMeetingPolicy': list })

describe(control.title, () => {
  it.each(['OrganizerOnlyUserOverride'])('passes at %s', (DesignatedPresenterRoleMode) => {
    expect(judge(control, policies({ Identity: 'Global', DesignatedPresenterRoleMode }))).toMatchObject({
      verdict: 'pass',
      warnings: [],
    })
  })

  it.each(['EveryoneUserOverride', 'EveryoneInCompanyUserOverride'])(
    'fails at %s, and shows it',
    (DesignatedPresenterRoleMode) => {
      expect(judge(control, policies({ Identity: 'Global', DesignatedPresenterRoleMode }))).toMatchObject({
        verdict: 'fail',
        evidence: [{ object: 'Global', value: DesignatedPresenterRoleMode }],
      })
    },
  )

  it('only warns of a policy that is for some people', () => {
    const snapshot = policies(
      { Identity: 'Global', DesignatedPresenterRoleMode: 'OrganizerOnlyUserOverride' },
      { Identity: 'Tag:Sales', DesignatedPresenterRoleMode: 'EveryoneUserOverride' },
    )
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'pass', warnings: [expect.stringContaining('Sales')] })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, policies({ Identity: 'Global' }))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
