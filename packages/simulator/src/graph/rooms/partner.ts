import { readData } from '../../data.js'
import { propertyNames } from '../../odata/types.js'
import { directoryTime } from '../../world/directory.js'
import type { Entity } from '../../world/model.js'
import { GraphError } from '../graph-error.js'
import { collection, type GraphCall, type Room } from '../room.js'

const roles = readData('directory-roles.json') as Record<string, string>

/** Only a partner's tenant has customers to list. */
function requirePartner({ tenant }: GraphCall): void {
  if (!tenant.isPartner) throw new GraphError('forbidden', { value: 'The tenant is not a partner tenant.' })
}

function relationships({ tenant, simulation }: GraphCall): Entity[] {
  return tenant.relationships.flatMap((relationship) => {
    const customer = simulation.world.findTenant(relationship.customerTenantId)
    if (!customer) return []
    return {
      id: relationship.id,
      accessDetails: {
        unifiedRoles: relationship.roles.map((role) => ({ roleDefinitionId: roles[role] })),
      },
      activatedDateTime: directoryTime(relationship.startsAt),
      autoExtendDuration: 'PT0S',
      createdDateTime: directoryTime(relationship.startsAt),
      customer: { displayName: customer.name, tenantId: customer.id },
      displayName: `${customer.name} administration`,
      duration: 'P730D',
      endDateTime: directoryTime(relationship.endsAt),
      lastModifiedDateTime: directoryTime(relationship.startsAt),
      status: relationship.status,
    }
  })
}

function customers(call: GraphCall): Entity[] {
  return call.tenant.relationships.flatMap(({ customerTenantId }) => {
    const customer = call.simulation.world.findTenant(customerTenantId)
    return customer ? { id: customer.id, displayName: customer.name, tenantId: customer.id } : []
  })
}

function rules(type: string) {
  return { type, defaults: propertyNames(type), defaultPage: 300, maxPage: 300 }
}

export const partnerRooms: Room[] = [
  collection('/tenantRelationships/delegatedAdminRelationships', rules('delegatedAdminRelationship'), relationships, {
    before: requirePartner,
  }),
  collection('/tenantRelationships/delegatedAdminCustomers', rules('delegatedAdminCustomer'), customers, {
    before: requirePartner,
  }),
]
