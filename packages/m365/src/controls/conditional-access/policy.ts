import type { ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'

/** Stands for people from outside among the users of a policy. */
export const GUESTS = 'GuestsOrExternalUsers'

export function nameOf({ displayName, id }: ConditionalAccessPolicy): string {
  return displayName || id
}

export function isEnforced({ state }: ConditionalAccessPolicy): boolean {
  return state === 'enabled'
}

/** Enforced, or about to be. */
export function isInUse({ state }: ConditionalAccessPolicy): boolean {
  return state === 'enabled' || state === 'enabledForReportingButNotEnforced'
}

export function includesAllUsers({ conditions }: ConditionalAccessPolicy): boolean {
  return conditions.users?.includeUsers.includes('All') ?? false
}

export function includesAllApplications({ conditions }: ConditionalAccessPolicy): boolean {
  return conditions.applications?.includeApplications.includes('All') ?? false
}

export function includesUserAction({ conditions }: ConditionalAccessPolicy, action: string): boolean {
  return conditions.applications?.includeUserActions.includes(action) ?? false
}

/** A policy for workloads or agents, which no person meets. */
export function isForWorkloads({ conditions }: ConditionalAccessPolicy): boolean {
  const clients = conditions.clientApplications
  return (clients?.includeServicePrincipals.length ?? 0) + (clients?.includeAgentIdServicePrincipals.length ?? 0) > 0
}
