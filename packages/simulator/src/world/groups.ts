import type { Entity } from './model.js'

export function isUnified(group: Entity): boolean {
  return (group['groupTypes'] as string[]).includes('Unified')
}

export function isDynamic(group: Entity): boolean {
  return (group['groupTypes'] as string[]).includes('DynamicMembership')
}

/** A distribution list, or a security group with an address: Exchange is their master. */
export function isExchangeGroup(group: Entity): boolean {
  return group['mailEnabled'] === true && !isUnified(group)
}

export function isSynced(entity: Entity): boolean {
  return entity['onPremisesSyncEnabled'] === true
}

export function isRoleAssignable(group: Entity): boolean {
  return group['isAssignableToRole'] === true
}
