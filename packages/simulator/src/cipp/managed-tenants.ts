import { autoExtendDuration, stateOf } from '../world/delegated-administration.js'
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
  const rebuilt = lastTime(now, REBUILT_AT)
  const cleaned = lastTime(now, 0)
  const byTenant = new Map<string, Relationship[]>()
  for (const relationship of instance.partner.relationships) {
    const { status, endsAt } = stateOf(relationship, now)
    if (status === 'created' || status === 'approvalPending') continue
    if (endsAt <= cleaned || (relationship.startsAt > rebuilt && relationship.startsAt > world.now)) continue
    const known = byTenant.get(relationship.customerTenantId) ?? []
    byTenant.set(relationship.customerTenantId, [...known, relationship])
  }
  const customers = [...byTenant].flatMap(([id, relationships]) => {
    const tenant = world.findTenant(id)
    return tenant && !instance.standings.of(id).excluded ? [{ tenant, relationships }] : []
  })
  const all = [{ tenant: instance.partner, relationships: [] }, ...customers]
  return all.sort((a, b) => nameOf(instance, a.tenant).localeCompare(nameOf(instance, b.tenant)))
}

function lastTime(now: Date, offset: number): Date {
  return new Date(Math.floor((now.getTime() - offset) / DAY) * DAY + offset)
}

function nameOf(instance: CippInstance, tenant: Tenant): string {
  return tenant === instance.partner ? '*Partner Tenant' : tenant.name
}

export function defaultDomainOf({ domains }: Tenant): string {
  return domains.find(({ isDefault }) => isDefault)?.name ?? ''
}

export function initialDomainOf({ domains }: Tenant): string {
  return domains.find(({ isInitial }) => isInitial)?.name ?? ''
}

/** By id or default domain; the initial domain is not looked at. */
export function findManaged(list: readonly Managed[], filter: string): Managed | undefined {
  const wanted = filter.toLowerCase()
  return list.find(({ tenant }) => tenant.id === wanted || defaultDomainOf(tenant).toLowerCase() === wanted)
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
    defaultDomainName: defaultDomainOf(tenant),
    initialDomainName: initialDomainOf(tenant),
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
