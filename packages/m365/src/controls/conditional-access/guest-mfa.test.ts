import { describe, expect, it } from 'vitest'
import { conditionalAccessPolicy, granting, withPolicies } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { guestMfa as control } from './guest-mfa.js'

const ALL_KINDS =
  'internalGuest,b2bCollaborationGuest,b2bCollaborationMember,b2bDirectConnectUser,otherExternalUser,serviceProvider'

const asking = (users: object, changes: object = {}, conditions: object = {}) =>
  conditionalAccessPolicy({
    conditions: { users: { ...users }, ...conditions },
    grantControls: granting(['mfa']),
    ...changes,
  })

const kinds = (guestOrExternalUserTypes: string, membershipKind = 'all') => ({
  includeUsers: [],
  includeGuestsOrExternalUsers: { guestOrExternalUserTypes, externalTenants: { membershipKind } },
})

describe(control.title, () => {
  it.each<[string, object]>([
    ['everyone', {}],
    ['all guests', { includeUsers: ['GuestsOrExternalUsers'] }],
    ['every kind of guests', kinds(ALL_KINDS)],
  ])('passes when a policy asks %s', (_, users) => {
    expect(judge(control, withPolicies(asking(users)))).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each<[string, unknown[]]>([
    ['no policy exists', []],
    ['one kind is missing', [asking(kinds(ALL_KINDS.replace('serviceProvider', '')))]],
    ['guests of some organizations are asked', [asking(kinds(ALL_KINDS, 'enumerated'))]],
    ['members are asked by name', [asking({ includeUsers: ['ann'] })]],
    ['guests are left out', [asking({ excludeUsers: ['GuestsOrExternalUsers'] })]],
    [
      'a kind of guests is left out',
      [asking({ excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'internalGuest' } })],
    ],
    ['it is asked for Office alone', [asking({}, {}, { applications: { includeApplications: ['Office365'] } })]],
    ['guests need no second factor', [asking({}, { grantControls: granting(['compliantDevice']) })]],
  ])('fails when %s', (_, list) => {
    expect(judge(control, withPolicies(...list))).toMatchObject({ verdict: 'fail' })
  })
})
