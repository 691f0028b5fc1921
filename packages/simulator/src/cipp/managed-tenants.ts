import { autoExtendDuration, stateOf } from '../world/delegated-administration.js'
import { defaultDomain, initialDomain } from '../world/domain-names.js'
import type { Relationship, Tenant } from '../world/model.js'
import type { World } from '../world/world.js'
import type { CippInstance } from './instance.js'

const DAY = 86_400_000
const REBUILT_AT = 23 * 3_600_000

/** A tenant in CIPP's list. */
export interface Managed {
  tenant: Tenant
  /** Its relationships with the partner; none of the partner's own tenant. */
  relationships: Relationship[]
}

/**
 * The list that CIPP keeps of the partner's customers. It is rebuilt at 23:00 UTC, and relationships that have ended
 * leave it at 00:00: what changed since does not show.
 */
export function managedTenants(instance: CippInstance, world: World, now: Date): Managed[] {
  const byTenant = new Map<string, Relationship[]>()
  for (const relationship of instance.partner.relationships.filter(isListed(world, now))) {
    const known = byTenant.get(relationship.customerTenantId)
    if (known) known.push(relationship)
    else byTenant.set(relationship.customerTenantId, [relationship])
  }
  const customers = [...byTenant].flatMap(([id, relationships]) => {
    const tenant = world.findTenant(id)
    return tenant && !instance.standings.of(id).excluded ? [{ tenant, relationships }] : []
  })
  const all = [{ tenant: instance.partner, relationships: [] }, ...customers]
  return all.sort((a, b) => collator.compare(nameOf(instance, a.tenant), nameOf(instance, b.tenant)))
}

const collator = new Intl.Collator('en')

function isListed(world: World, now: Date): (relationship: Relationship) => boolean {
  const rebuilt = lastTime(now, REBUILT_AT)
  const cleaned = lastTime(now, 0)
  return (relationship) => {
    const { status, endsAt } = stateOf(relationship, now)
    if (status === 'created' || status === 'approvalPending' || endsAt <= cleaned) return false
    return relationship.startsAt <= rebuilt || relationship.startsAt <= world.now
  }
}

/** By id or default domain; the initial domain is not looked at. */
export function findManaged(instance: CippInstance, world: World, now: Date, filter: string): Managed | undefined {
  const wanted = filter.toLowerCase()
  const tenant = world.findTenant(wanted)
  if (!tenant || (tenant.id !== wanted && defaultDomain(tenant).toLowerCase() !== wanted)) return undefined
  if (tenant === instance.partner) return { tenant, relationships: [] }
  const relationships = instance.partner.relationships
    .filter(({ customerTenantId }) => customerTenantId === tenant.id)
    .filter(isListed(world, now))
  return relationships.length === 0 || instance.standings.of(tenant.id).excluded ? undefined : { tenant, relationships }
}

function lastTime(now: Date, offset: number): Date {
  return new Date(Math.floor((now.getTime() - offset) / DAY) * DAY + offset)
}

function nameOf(instance: CippInstance, tenant: Tenant): string {
  return tenant === instance.partner ? '*Partner Tenant' : tenant.name
}

/** A row of ListTenants. */
export function tenantRow(instance: CippInstance, { tenant, relationships }: Managed, now: Date) {
  const { errors, lastError } = instance.standings.of(tenant.id)
  const ends = relationships.map((one) => stateOf(one, now).endsAt.toISOString()).sort()
  return {
    PartitionKey: 'Tenants',
    RowKey: tenant.id,
    Timestamp: now.toISOString(),
    customerId: tenant.id,
    displayName: nameOf(instance, tenant),
    defaultDomainName: defaultDomain(tenant),
    initialDomainName: initialDomain(tenant),
    domains: 'PartnerTenant',
    ...(tenant === instance.partner
      ? {}
      : {
          delegatedPrivilegeStatus: 'granularDelegatedAdminPrivileges',
          domains: '',
          relationshipCount: relationships.length,
          relationshipEnd: ends.at(-1) ?? '',
          hasAutoExtend: relationships.some((one) => autoExtendDuration(one) !== 'PT0S'),
        }),
    Excluded: false,
    ExcludeUser: '',
    ExcludeDate: '',
    GraphErrorCount: errors,
    LastGraphError: lastError,
    RequiresRefresh: false,
    LastRefresh: new Date(lastTime(now, REBUILT_AT)).toISOString(),
  }
}
