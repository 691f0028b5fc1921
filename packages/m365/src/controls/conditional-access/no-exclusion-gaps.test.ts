import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { noExclusionGaps as control } from './no-exclusion-gaps.js'

const policy = (conditions: object, changes: object = {}) =>
  conditionalAccessPolicy({ conditions: { ...conditions }, ...changes })

const withoutAnn = policy({ users: { excludeUsers: ['ann'] } })

describe(control.title, () => {
  it.each<[string, unknown[]]>([
    ['there is no policy', []],
    ['nothing is left out', [policy({})]],
    ['another policy names whom it leaves out', [withoutAnn, policy({ users: { includeUsers: ['ann'] } })]],
    ['another policy includes everyone', [withoutAnn, policy({})]],
    [
      'another policy is for the application left out',
      [
        policy({ applications: { excludeApplications: ['app'] } }),
        policy({ applications: { includeApplications: ['app'] } }),
      ],
    ],
    [
      'another policy knows no places',
      [policy({ locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } }), policy({})],
    ],
    [
      'it leaves somebody out but is switched off',
      [policy({ users: { excludeUsers: ['ann'] } }, { state: 'disabled' })],
    ],
  ])('passes when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'pass' })
  })

  it.each<[string, unknown[]]>([
    ['a user is left out of the only policy', [withoutAnn]],
    ['all policies leave the user out', [withoutAnn, withoutAnn]],
    ['the other policy only reports', [withoutAnn, policy({}, { state: 'enabledForReportingButNotEnforced' })]],
    ['a role is covered by nothing', [policy({ users: { excludeRoles: ['role'] } })]],
    [
      'a kind of guests is covered by nothing',
      [policy({ users: { excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'internalGuest' } } })],
    ],
  ])('fails when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'fail' })
  })

  it('lets emergency accounts be left out everywhere', () => {
    const emergencyAccounts = { users: ['ann'], groups: [] }
    expect(judge(control, withPolicies(withoutAnn), { emergencyAccounts })).toMatchObject({ verdict: 'pass' })
  })
})
