import { readParameters } from '../../odata/parameters.js'
import { propertyNames } from '../../odata/types.js'
import { withEtag } from '../../odata/etag.js'
import { relationshipEntity, stateOf } from '../../world/delegated-administration.js'
import { defaultDomain } from '../../world/domain-names.js'
import { guid, pick } from '../../world/ids.js'
import type { Entity } from '../../world/model.js'
import { GraphError } from '../graph-error.js'
import { collection, type GraphCall, key, type Room, single } from '../room.js'
import { shown } from '../shown.js'
import { relationshipRooms } from './partner-relationships.js'
import { requirePartner, partnerRules } from './partner-rules.js'

const before = requirePartner

function relationships({ tenant, simulation, now }: GraphCall): Entity[] {
  return tenant.relationships.map((relationship) =>
    withEtag(relationshipEntity(relationship, simulation.world.findTenant(relationship.customerTenantId), now)),
  )
}

/** Every customer that has ever accepted a relationship, once. */
function customers(call: GraphCall): Entity[] {
  const accepted = call.tenant.relationships.filter(
    (relationship) => !['created', 'approvalPending'].includes(stateOf(relationship, call.now).status),
  )
  const ids = [...new Set(accepted.map(({ customerTenantId }) => customerTenantId))]
  return ids.flatMap((id) => {
    const customer = call.simulation.world.findTenant(id)
    return customer ? { id: customer.id, displayName: customer.name, tenantId: customer.id } : []
  })
}

function customer(call: GraphCall): Entity {
  const found = customers(call).find(({ id }) => id === key(call).toLowerCase())
  if (!found) throw new GraphError('notFound', { value: key(call) })
  return found
}

const SERVICES: Record<string, string> = {
  'Exchange Admin Center': 'https://admin.exchange.microsoft.com/',
  'Microsoft 365 Admin Center': 'https://admin.microsoft.com/',
  'Microsoft Entra': 'https://entra.microsoft.com/',
  'Microsoft Intune': 'https://intune.microsoft.com/',
}

function services(call: GraphCall): Entity[] {
  const { id: tenantId } = customer(call)
  return Object.entries(SERVICES).map(([serviceName, address]) => ({
    id: guid(tenantId, serviceName),
    serviceManagementUrl: `${address}?tenantId=${tenantId}`,
    serviceName,
  }))
}

/**
 * The older list of resellers: it has customers with a commerce relationship alone, so that some with delegated
 * administration are missing, and it keeps those that have ended.
 */
function contracts({ tenant, simulation }: GraphCall): Entity[] {
  return tenant.relationships.flatMap(({ customerTenantId }) => {
    const customer = simulation.world.findTenant(customerTenantId)
    if (!customer || pick(8, tenant.id, 'no commerce', customer.id) === 0) return []
    return {
      id: guid(tenant.id, 'contract', customer.id),
      contractType: 'ResellerPartnerContract',
      customerId: customer.id,
      defaultDomainName: defaultDomain(customer),
      displayName: customer.name,
    }
  })
}

/** Any tenant of the same cloud can be looked up by what is public about it. */
function tenantInformation(call: GraphCall, name: 'tenantId' | 'domainName') {
  const value = String(readParameters(key(call), { [name]: 'String' } as Record<typeof name, 'String'>)[name])
  const tenant = call.simulation.world.findTenant(value)
  if (!tenant || tenant.deleted || tenant.cloud !== call.tenant.cloud) throw new GraphError('notFound', { value })
  const facts = {
    id: tenant.id,
    defaultDomainName: defaultDomain(tenant),
    displayName: tenant.name,
    federationBrandName: null,
    tenantId: tenant.id,
  }
  return {
    '@odata.context': `${call.root}/$metadata#microsoft.graph.tenantInformation`,
    ...shown(facts, 'tenantInformation'),
  }
}

const customerRules = partnerRules('delegatedAdminCustomer')
const serviceRules = partnerRules('delegatedAdminServiceManagementDetail')
const contractRules = {
  type: 'contract',
  defaults: propertyNames('contract'),
  defaultPage: 100,
  maxPage: 999,
  directory: true,
}

const CUSTOMERS = '/tenantRelationships/delegatedAdminCustomers'

export const partnerRooms: Room[] = [
  ...relationshipRooms(relationships),
  collection(CUSTOMERS, customerRules, customers, { before }),
  single(`${CUSTOMERS}/{id}`, customerRules, (call) => customer(call), { before }),
  collection(`${CUSTOMERS}/{id}/serviceManagementDetails`, serviceRules, services, { before }),
  collection('/contracts', contractRules, contracts),
  single('/contracts/{id}', contractRules, (call) => contracts(call).find(({ id }) => id === key(call).toLowerCase())),
  {
    path: '/tenantRelationships/findTenantInformationByTenantId(tenantId={tenantId})',
    answer: (call) => tenantInformation(call, 'tenantId'),
  },
  {
    path: '/tenantRelationships/findTenantInformationByDomainName(domainName={domainName})',
    answer: (call) => tenantInformation(call, 'domainName'),
  },
]
