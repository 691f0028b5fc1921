import type { ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'
import { GUESTS } from './policy.js'
import { membersOf } from './wording.js'

/** What a policy may include and leave out. */
export type Kind = 'users' | 'groups' | 'roles' | 'guests' | 'applications' | 'locations'

interface Exclusion {
  kind: Kind
  property: string
  ids: readonly string[]
}

/** All that a policy leaves out, by kind. */
export function leftOut(policy: ConditionalAccessPolicy): Exclusion[] {
  return (Object.keys(PROPERTIES) as Kind[]).map((kind) => ({
    kind,
    property: PROPERTIES[kind],
    ids: sides(policy)[kind].excluded,
  }))
}

/** Whether a policy reaches it, by name or with everything, and does not leave it out. */
export function isIncluded(policy: ConditionalAccessPolicy, kind: Kind, id: string): boolean {
  const { included, everything, excluded } = sides(policy)[kind]
  return (everything || included.includes(id)) && !excluded.includes(id)
}

const PROPERTIES: Record<Kind, string> = {
  users: 'conditions.users.excludeUsers',
  groups: 'conditions.users.excludeGroups',
  roles: 'conditions.users.excludeRoles',
  guests: 'conditions.users.excludeGuestsOrExternalUsers',
  applications: 'conditions.applications.excludeApplications',
  locations: 'conditions.locations.excludeLocations',
}

interface Side {
  included: readonly string[]
  excluded: readonly string[]
  everything: boolean
}

function sides({ conditions }: ConditionalAccessPolicy): Record<Kind, Side> {
  const { users, applications, locations } = conditions
  const everyone = users?.includeUsers.includes('All') ?? false
  const included = users?.includeUsers ?? []
  return {
    users: { included, excluded: users?.excludeUsers ?? [], everything: everyone },
    groups: { included: users?.includeGroups ?? [], excluded: users?.excludeGroups ?? [], everything: everyone },
    roles: { included: users?.includeRoles ?? [], excluded: users?.excludeRoles ?? [], everything: everyone },
    guests: {
      included: membersOf(users?.includeGuestsOrExternalUsers?.guestOrExternalUserTypes),
      excluded: membersOf(users?.excludeGuestsOrExternalUsers?.guestOrExternalUserTypes),
      everything: (everyone || included.includes(GUESTS)) && !users?.excludeUsers.includes(GUESTS),
    },
    applications: {
      included: applications?.includeApplications ?? [],
      excluded: applications?.excludeApplications ?? [],
      everything: applications?.includeApplications.includes('All') ?? false,
    },
    locations: {
      included: locations?.includeLocations ?? [],
      excluded: locations?.excludeLocations ?? [],
      everything: !locations || locations.includeLocations.includes('All'),
    },
  }
}
