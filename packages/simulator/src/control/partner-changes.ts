import type { Relationship, Tenant } from '../world/model.js'
import { directoryRoles } from '../world/roles.js'
import type { World } from '../world/world.js'
import { ControlError } from './control-error.js'

/** What a partner's delegated administration of a customer comes to. */
function relationshipsWith(world: World, customer: Tenant): { partner: Tenant; relationship: Relationship }[] {
  const found = world.tenants.flatMap((partner) =>
    partner.relationships
      .filter(({ customerTenantId }) => customerTenantId === customer.id)
      .map((relationship) => ({ partner, relationship })),
  )
  if (found.length === 0) throw new ControlError(400, `${customer.name} is no partner's customer.`)
  return found
}

export function endRelationship(world: World, customer: Tenant, now: Date): void {
  for (const { relationship } of relationshipsWith(world, customer)) {
    relationship.status = 'terminated'
    relationship.endsAt = now
  }
}

export function removeRelationship(world: World, customer: Tenant): void {
  for (const { partner, relationship } of relationshipsWith(world, customer)) {
    partner.relationships = partner.relationships.filter((candidate) => candidate !== relationship)
  }
}

export function removeDelegatedRole(world: World, customer: Tenant, role: string): void {
  const held = relationshipsWith(world, customer).filter(({ relationship }) => relationship.roles.includes(role))
  if (held.length === 0) throw new ControlError(400, `No partner holds the role '${role}' in ${customer.name}.`)
  for (const { relationship } of held) relationship.roles = relationship.roles.filter((other) => other !== role)
}

export function addDelegatedRole(world: World, customer: Tenant, role: string): void {
  if (!(role in directoryRoles)) throw new ControlError(400, `There is no directory role '${role}'.`)
  for (const { relationship } of relationshipsWith(world, customer)) {
    relationship.roles = [...new Set([...relationship.roles, role])]
  }
}
