import type { Posture, Relationship, Tenant } from '../world/model.js'
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
  if (found.length === 0) throw new ControlError(400, `${customer.name} is no partner’s customer.`)
  return found
}

export function endRelationship(world: World, customer: Tenant, now: Date): void {
  for (const { relationship } of relationshipsWith(world, customer)) {
    Object.assign(relationship, { status: 'terminated', endsAt: now, modifiedAt: now } satisfies Partial<Relationship>)
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

/** One that has ended comes back to life; one that runs goes on for so much longer. */
export function extendRelationship(world: World, customer: Tenant, days: number, now: Date): void {
  for (const { relationship } of relationshipsWith(world, customer)) {
    const from = Math.max(relationship.endsAt.getTime(), now.getTime())
    relationship.endsAt = new Date(from + days * 86_400_000)
    relationship.status = 'active'
    relationship.modifiedAt = now
  }
}

export interface CustomerPlan {
  name: string
  users?: number
  country?: string
  posture?: Posture
}

const DELEGATED = [
  'Application Administrator',
  'User Administrator',
  'Exchange Administrator',
  'Privileged Role Administrator',
  'Global Reader',
]

/** A company becomes the partner's customer. Its tenant is new to the world, and has consented to nothing. */
export function addCustomer(world: World, partner: Tenant, plan: CustomerPlan, now: Date): Tenant {
  if (!partner.isPartner) throw new ControlError(400, `${partner.name} is no partner.`)
  const { name, users = 25, country = partner.country, posture = 'good' } = plan
  const key = name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  const domain = `${key.replaceAll('-', '')}.example`
  if (key.replaceAll('-', '') === '') throw new ControlError(400, `'${name}' makes no domain.`)
  if (world.findTenant(domain)) throw new ControlError(400, `There is a tenant ${domain} already.`)
  const home = world.scenario.tenants.find((candidate) => world.tenantOf(candidate) === partner)
  const customer = world.add({
    key,
    name,
    domain,
    country,
    posture,
    users,
    groups: Math.ceil(users / 4),
    purchases: { SPB: users },
    ...(home ? { delegatedTo: { partner: home.key, status: 'active', roles: DELEGATED, endsInDays: 700 } } : {}),
  })
  for (const relationship of partner.relationships) {
    if (relationship.customerTenantId === customer.id) relationship.startsAt = now
  }
  return customer
}
