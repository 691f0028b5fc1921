import type { ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'
import { GUESTS, isEnforced, isForWorkloads } from './policy.js'

/** A policy that is enforced on people. */
export function mayLockOut(policy: ConditionalAccessPolicy): boolean {
  return isEnforced(policy) && !isForWorkloads(policy)
}

/** Users and groups that not one of the policies applies to by name. */
export function leftOutEverywhere(policies: readonly ConditionalAccessPolicy[]): { users: string[]; groups: string[] } {
  const [first, ...others] = policies.map(({ conditions }) => ({
    users: (conditions.users?.excludeUsers ?? []).filter((id) => id !== GUESTS),
    groups: conditions.users?.excludeGroups ?? [],
  }))
  return {
    users: first?.users.filter((id) => others.every(({ users }) => users.includes(id))) ?? [],
    groups: first?.groups.filter((id) => others.every(({ groups }) => groups.includes(id))) ?? [],
  }
}
