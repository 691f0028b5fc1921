import type { ListedTenant, TenantDirectory, TenantRelationship } from '@tenantry/core'
import {
  contract,
  delegatedAdminRelationship,
  type DelegatedAdminRelationship,
  directoryRoleNames,
} from '@tenantry/m365'
import type { MicrosoftConnection } from '../connection.js'
import { organizations } from '../probes.js'

const readRelationships = {
  purpose: 'List customers',
  permissions: ['DelegatedAdminRelationship.Read.All'],
  feature: 'Customers',
}

/** Many states, four that matter. https://learn.microsoft.com/graph/api/resources/delegatedadminrelationship */
const statuses: Record<string, TenantRelationship['status']> = {
  active: 'active',
  expiring: 'expiring',
  activating: 'pending',
  approvalPending: 'pending',
  approved: 'pending',
  created: 'pending',
}

/** The partner's own tenant and the customers it has a relationship with. */
export const tenantDirectory: TenantDirectory<MicrosoftConnection> = {
  kinds: ['singleTenantApp', 'partnerApp'],
  partnerKinds: ['partnerApp'],
  async *list(connection) {
    yield [await ownTenant(connection)]
    if (connection.kind !== 'partnerApp') return
    const domains = await defaultDomains(connection)
    const customers = new Map<string, ListedTenant>()
    const path = '/tenantRelationships/delegatedAdminRelationships?$top=300'
    for await (const page of connection.graph.pages(path, delegatedAdminRelationship, readRelationships)) {
      for (const relationship of page.value) add(customers, relationship, domains)
    }
    yield [...customers.values()]
  },
}

async function ownTenant({ graph }: MicrosoftConnection): Promise<ListedTenant> {
  const [organization] = (await organizations(graph)).value
  const domains = organization?.verifiedDomains ?? []
  const defaultDomain = domains.find(({ isDefault }) => isDefault)?.name
  return {
    tenantId: organization?.id ?? '',
    name: organization?.displayName ?? '',
    ...(defaultDomain && { defaultDomain }),
    domains: domains.map(({ name }) => name),
    own: true,
    relationships: [],
  }
}

function add(
  customers: Map<string, ListedTenant>,
  relationship: DelegatedAdminRelationship,
  domains: ReadonlyMap<string, string>,
): void {
  const { customer } = relationship
  if (!customer?.tenantId) return
  const known = customers.get(customer.tenantId)
  const defaultDomain = domains.get(customer.tenantId)
  customers.set(customer.tenantId, {
    tenantId: customer.tenantId,
    name: customer.displayName || known?.name || customer.tenantId,
    ...(defaultDomain && { defaultDomain }),
    domains: defaultDomain ? [defaultDomain] : [],
    own: false,
    relationships: [...(known?.relationships ?? []), toRelationship(relationship)],
  })
}

function toRelationship(relationship: DelegatedAdminRelationship): TenantRelationship {
  const { id, displayName, status, accessDetails, activatedDateTime, endDateTime, autoExtendDuration } = relationship
  return {
    id,
    name: displayName || 'Relationship',
    status: statuses[status] ?? 'ended',
    roles: accessDetails.unifiedRoles.map(({ roleDefinitionId }) => ({
      id: roleDefinitionId,
      name: directoryRoleNames[roleDefinitionId] ?? roleDefinitionId,
    })),
    ...(activatedDateTime && { startsAt: activatedDateTime }),
    ...(endDateTime && { endsAt: endDateTime }),
    autoExtends: autoExtendDuration !== undefined && autoExtendDuration !== null && autoExtendDuration !== 'PT0S',
  }
}

/**
 * Contracts know the default domain of customers, where the permission is there to read them; they may name too few
 * customers and dead ones, so they add nothing else. https://learn.microsoft.com/graph/api/contract-list
 */
async function defaultDomains({ graph, sets }: MicrosoftConnection): Promise<Map<string, string>> {
  const domains = new Map<string, string>()
  if (!sets.includes('directory')) return domains
  const call = { purpose: 'Read customers’ domains', permissions: ['Directory.Read.All'], feature: 'Customers' }
  for await (const page of graph.pages('/contracts?$select=customerId,defaultDomainName&$top=999', contract, call)) {
    for (const { customerId, defaultDomainName } of page.value) {
      if (customerId && defaultDomainName) domains.set(customerId, defaultDomainName)
    }
  }
  return domains
}
