import type { ConditionalAccessExclusions } from '../../parameters.js'
import { roleName } from '../../privileged-roles.js'
import type { ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'
import { controlName, grantsOf, waysAround } from './grants.js'
import { includesAllApplications, includesAllUsers, isEnforced, nameOf } from './policy.js'
import { count, either, list, membersOf } from './wording.js'

/** Something that keeps a policy from doing what is wanted. */
export interface Gap {
  /** What is the matter, to follow the name of the policy: `is not enforced`. */
  what: string
  property: string
  value: unknown
  expected: string
  /** What would have to be allowed so that it is no gap; absent: nothing makes up for it. */
  exclusions?: Partial<ConditionalAccessExclusions>
}

/** Says what keeps a policy from what is wanted, but for the exclusions that are allowed. */
export type FindGaps = (policy: ConditionalAccessPolicy, allowed: ConditionalAccessExclusions) => Gap[]

/** What keeps a policy from being enforced for all users and all resources. */
export const gapsToEveryone: FindGaps = (policy, allowed) => [
  ...gapsInState(policy),
  ...gapsInUsers(policy, allowed),
  ...gapsInApplications(policy, allowed),
]

/** What keeps a policy from being enforced for all who hold any of these roles, in all resources. */
export function gapsToRoles(roles: readonly string[]): FindGaps {
  return (policy, allowed) => [
    ...gapsInState(policy),
    ...gapsInRoles(policy, roles),
    ...gapsInUserExclusions(policy, allowed),
    ...gapsInApplications(policy, allowed),
  ]
}

export function gapsInState(policy: ConditionalAccessPolicy): Gap[] {
  if (isEnforced(policy)) return []
  const what = policy.state === 'disabled' ? 'is switched off' : 'is not enforced, it only reports'
  return [{ what, property: 'state', value: policy.state, expected: 'enabled' }]
}

export function gapsInUsers(policy: ConditionalAccessPolicy, allowed: ConditionalAccessExclusions): Gap[] {
  return [...gapsToAllUsers(policy), ...gapsInUserExclusions(policy, allowed)]
}

export function gapsToAllUsers(policy: ConditionalAccessPolicy): Gap[] {
  if (includesAllUsers(policy)) return []
  return [
    {
      what: 'does not include all users',
      property: 'conditions.users.includeUsers',
      value: policy.conditions.users?.includeUsers ?? [],
      expected: 'All',
    },
  ]
}

/** A policy that names roles is taken by the roles it names, any other by whether it includes all users. */
function gapsInRoles(policy: ConditionalAccessPolicy, roles: readonly string[]): Gap[] {
  const included = policy.conditions.users?.includeRoles ?? []
  if (included.length === 0 && includesAllUsers(policy)) return []
  const missing = roles.filter((role) => !included.includes(role))
  if (missing.length === 0) return []
  const what =
    missing.length > 3
      ? `misses ${missing.length} of ${roles.length} privileged roles`
      : `misses the ${missing.length === 1 ? 'role' : 'roles'} ${list(missing.map(roleName))}`
  return [{ what, property: 'conditions.users.includeRoles', value: included, expected: list(roles.map(roleName)) }]
}

export function gapsInUserExclusions(policy: ConditionalAccessPolicy, allowed: ConditionalAccessExclusions): Gap[] {
  const users = policy.conditions.users
  const roles = users?.excludeRoles ?? []
  return [
    ...(roles.length === 0
      ? []
      : [
          {
            what: `leaves out ${count(roles.length, 'role')}`,
            property: 'conditions.users.excludeRoles',
            value: roles,
            expected: 'none',
          },
        ]),
    ...beyond('users', 'user', 'conditions.users.excludeUsers', users?.excludeUsers ?? [], allowed),
    ...beyond('groups', 'group', 'conditions.users.excludeGroups', users?.excludeGroups ?? [], allowed),
    ...beyond(
      'guestUserTypes',
      'kind of guests',
      'conditions.users.excludeGuestsOrExternalUsers',
      membersOf(users?.excludeGuestsOrExternalUsers?.guestOrExternalUserTypes),
      allowed,
      'kinds of guests',
    ),
  ]
}

export function gapsInApplications(policy: ConditionalAccessPolicy, allowed: ConditionalAccessExclusions): Gap[] {
  const applications = policy.conditions.applications
  const gaps: Gap[] = []
  if (!includesAllApplications(policy)) {
    gaps.push({
      what: 'does not cover all resources',
      property: 'conditions.applications.includeApplications',
      value: applications?.includeApplications ?? [],
      expected: 'All',
    })
  }
  const left = applications?.excludeApplications ?? []
  return [
    ...gaps,
    ...beyond('applications', 'application', 'conditions.applications.excludeApplications', left, allowed),
  ]
}

/** What lets people in without any of the controls that are accepted. */
export function gapsInGrants(policy: ConditionalAccessPolicy, accepted: readonly string[]): Gap[] {
  const around = waysAround(policy, accepted)
  if (around.length === 0) return []
  return [
    {
      what: `is also satisfied by ${either(around.map(controlName))} alone`,
      property: 'grantControls.operator',
      value: { operator: policy.grantControls?.operator ?? null, controls: grantsOf(policy) },
      expected: `nothing but ${either(accepted.map(controlName))}, or AND`,
    },
  ]
}

/** The same, where it is not what decides. */
export function cautionsInGrants(policy: ConditionalAccessPolicy, accepted: readonly string[]): string[] {
  return gapsInGrants(policy, accepted).map(({ what }) => `${nameOf(policy)} ${what}.`)
}

function beyond(
  kind: keyof ConditionalAccessExclusions,
  one: string,
  property: string,
  excluded: readonly string[],
  allowed: ConditionalAccessExclusions,
  many = `${one}s`,
): Gap[] {
  const extra = excluded.filter((id) => !allowed[kind].includes(id))
  if (extra.length === 0) return []
  return [
    {
      what: `leaves out ${count(extra.length, one, many)}`,
      property,
      value: excluded,
      expected: 'none but the exclusions allowed',
      exclusions: { [kind]: extra },
    },
  ]
}
