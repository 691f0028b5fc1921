import { describe, expect, it } from 'vitest'
import { type Conditions, parsedPolicy } from '../../../test/conditional-access-sample.js'
import { isIncluded, type Kind, leftOut } from './coverage.js'

const one = (conditions: Conditions) => parsedPolicy({ conditions })

describe('a policy includes', () => {
  it.each<[string, Conditions, Kind, string]>([
    ['a user by name', { users: { includeUsers: ['ann'] } }, 'users', 'ann'],
    ['a user with everyone', {}, 'users', 'ann'],
    ['a group with everyone', {}, 'groups', 'team'],
    ['a role by name', { users: { includeUsers: [], includeRoles: ['role'] } }, 'roles', 'role'],
    ['guests with all guests', { users: { includeUsers: ['GuestsOrExternalUsers'] } }, 'guests', 'internalGuest'],
    ['an application with all', {}, 'applications', 'app'],
    ['a place without a condition on places', {}, 'locations', 'office'],
    ['a place with all places', { locations: { includeLocations: ['All'] } }, 'locations', 'office'],
  ])('%s', (_, conditions, kind, id) => {
    expect(isIncluded(one(conditions), kind, id)).toBe(true)
  })

  it.each<[string, Conditions, Kind, string]>([
    ['whom it leaves out', { users: { excludeUsers: ['ann'] } }, 'users', 'ann'],
    ['whom it does not name', { users: { includeUsers: ['bob'] } }, 'users', 'ann'],
    ['guests that it leaves out', { users: { excludeUsers: ['GuestsOrExternalUsers'] } }, 'guests', 'internalGuest'],
    ['a place where it names others', { locations: { includeLocations: ['home'] } }, 'locations', 'office'],
  ])('but not %s', (_, conditions, kind, id) => {
    expect(isIncluded(one(conditions), kind, id)).toBe(false)
  })

  it('and tells by kind what it leaves out', () => {
    const policy = one({
      users: { excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'internalGuest,serviceProvider' } },
    })
    expect(leftOut(policy).filter(({ ids }) => ids.length > 0)).toMatchObject([
      { kind: 'guests', ids: ['internalGuest', 'serviceProvider'] },
    ])
  })
})
