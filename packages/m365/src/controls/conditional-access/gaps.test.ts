import { describe, expect, it } from 'vitest'
import {
  granting,
  parsedPolicy,
  type PolicyChanges,
  PRIVILEGED_ROLES,
} from '../../../test/conditional-access-sample.js'
import { conditionalAccessExclusions } from '../../parameters.js'
import { gapsInGrants, gapsToEveryone, gapsToRoles } from './gaps.js'

const nobody = conditionalAccessExclusions.default
const allowing = (some: Partial<typeof nobody>) => ({ ...nobody, ...some })

describe('a Conditional Access policy reaches everyone', () => {
  it('when it is enforced for all users and all resources', () => {
    expect(gapsToEveryone(parsedPolicy(), nobody)).toEqual([])
  })

  it.each<[string, PolicyChanges, string]>([
    ['is switched off', { state: 'disabled' }, 'state'],
    ['only reports', { state: 'enabledForReportingButNotEnforced' }, 'state'],
    ['has a state that is not known', { state: 'paused' }, 'state'],
    ['names some users', { conditions: { users: { includeUsers: ['ann'] } } }, 'conditions.users.includeUsers'],
    ['has no users at all', { conditions: { users: { includeUsers: null } } }, 'conditions.users.includeUsers'],
    ['leaves out a role', { conditions: { users: { excludeRoles: ['admins'] } } }, 'conditions.users.excludeRoles'],
    ['leaves out a user', { conditions: { users: { excludeUsers: ['ann'] } } }, 'conditions.users.excludeUsers'],
    ['leaves out a group', { conditions: { users: { excludeGroups: ['team'] } } }, 'conditions.users.excludeGroups'],
    [
      'leaves out guests',
      { conditions: { users: { excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'internalGuest' } } } },
      'conditions.users.excludeGuestsOrExternalUsers',
    ],
    [
      'names some resources',
      { conditions: { applications: { includeApplications: ['Office365'] } } },
      'conditions.applications.includeApplications',
    ],
    [
      'leaves out a resource',
      { conditions: { applications: { excludeApplications: ['Office365'] } } },
      'conditions.applications.excludeApplications',
    ],
  ])('but not when it %s', (_, changes, property) => {
    expect(gapsToEveryone(parsedPolicy(changes), nobody)).toMatchObject([{ property }])
  })

  it('when all it leaves out is allowed to be left out', () => {
    const policy = parsedPolicy({
      conditions: {
        users: {
          excludeUsers: ['ann'],
          excludeGroups: ['team'],
          excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'internalGuest,serviceProvider' },
        },
        applications: { excludeApplications: ['Office365'] },
      },
    })
    const allowed = allowing({
      users: ['ann', 'bob'],
      groups: ['team'],
      applications: ['Office365'],
      guestUserTypes: ['serviceProvider', 'internalGuest'],
    })
    expect(gapsToEveryone(policy, allowed)).toEqual([])
  })

  it('but not when one of two exclusions is not allowed', () => {
    const policy = parsedPolicy({ conditions: { users: { excludeUsers: ['ann', 'bob'] } } })
    expect(gapsToEveryone(policy, allowing({ users: ['ann'] }))).toMatchObject([
      { what: 'leaves out 1 user', exclusions: { users: ['bob'] } },
    ])
  })
})

describe('a Conditional Access policy reaches privileged roles', () => {
  const gaps = gapsToRoles(PRIVILEGED_ROLES)
  const named = (roles: string[], users: object = {}) =>
    parsedPolicy({ conditions: { users: { includeUsers: [], includeRoles: roles, ...users } } })

  it('when it names each of them, or includes everyone', () => {
    expect(gaps(named(PRIVILEGED_ROLES), nobody)).toEqual([])
    expect(gaps(parsedPolicy(), nobody)).toEqual([])
  })

  it('but not when it misses one, which is told by its name', () => {
    expect(gaps(named(PRIVILEGED_ROLES.slice(1)), nobody)).toMatchObject([
      { what: 'misses the role Global Administrator', property: 'conditions.users.includeRoles' },
    ])
  })

  it('but not when it misses many, of which only the number is told', () => {
    expect(gaps(named(PRIVILEGED_ROLES.slice(4)), nobody)).toMatchObject([{ what: 'misses 4 of 8 privileged roles' }])
  })

  it('is taken by the roles it names even where it also says everyone', () => {
    expect(gaps(named(PRIVILEGED_ROLES.slice(1), { includeUsers: ['All'] }), nobody)).toHaveLength(1)
  })

  it('but not when it leaves out a role, or a user that may not be left out', () => {
    const policy = named(PRIVILEGED_ROLES, { excludeRoles: [PRIVILEGED_ROLES[0]], excludeUsers: ['ann'] })
    expect(gaps(policy, nobody)).toHaveLength(2)
    expect(gaps(policy, allowing({ users: ['ann'] }))).toHaveLength(1)
  })
})

describe('ways around what a policy asks for', () => {
  it('are the other controls of which one is enough', () => {
    expect(gapsInGrants(parsedPolicy({ grantControls: granting(['mfa', 'compliantDevice']) }), ['mfa'])).toMatchObject([
      { what: 'is also satisfied by a compliant device alone' },
    ])
  })

  it('are terms of use as well', () => {
    expect(
      gapsInGrants(parsedPolicy({ grantControls: granting(['mfa'], { termsOfUse: ['terms'] }) }), ['mfa']),
    ).toHaveLength(1)
  })

  it.each<[string, object]>([
    ['all controls are needed', granting(['mfa', 'compliantDevice'], { operator: 'AND' })],
    ['there is no other control', granting(['mfa'])],
  ])('are none where %s', (_, grantControls) => {
    expect(gapsInGrants(parsedPolicy({ grantControls: { ...grantControls } }), ['mfa'])).toEqual([])
  })
})
