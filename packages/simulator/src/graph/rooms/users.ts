import type { Entity, Tenant } from '../../world/model.js'
import { hasPremium, findSku, planStatus } from '../../world/licences.js'
import { propertyNames } from '../../odata/types.js'
import { GraphError } from '../graph-error.js'
import { collection, counted, type GraphCall, key, type Room, single } from '../room.js'
import { groupRules, userRules } from './directory-rules.js'

/** By object id or user principal name, wherever a user's key stands. */
export function findUser(tenant: Tenant, idOrName: string): Entity | undefined {
  const users = tenant.set('users').view()
  return users.get(idOrName) ?? users.find('userPrincipalName', idOrName)
}

/**
 * Sign-in activity needs a permission of its own and Entra ID P1, and fails the whole list without them.
 * https://learn.microsoft.com/graph/api/resources/signinactivity
 */
function guardSignInActivity({ query, caller, tenant }: GraphCall): void {
  const asked = `${query.get('$select') ?? ''} ${query.get('$filter') ?? ''} ${query.get('$orderby') ?? ''}`
  if (!/\bsignInActivity\b/i.test(asked)) return
  if (!caller.roles.includes('AuditLog.Read.All')) throw new GraphError('denied')
  if (!hasPremium(tenant, 'P1')) throw new GraphError('nonPremiumTenant')
  if (Number(query.get('$top') ?? 0) > 500) {
    throw new GraphError('badRequest', {
      value: `Invalid page size specified: '${query.get('$top')}'. Must be between 1 and 500 inclusive.`,
    })
  }
}

function licenceDetails(tenant: Tenant, user: Entity): Entity[] {
  const assigned = user['assignedLicenses'] as { skuId: string }[]
  return tenant.purchases
    .map(({ skuPartNumber }) => findSku(skuPartNumber))
    .filter(({ skuId }) => assigned.some((licence) => licence.skuId === skuId))
    .map(({ skuId, skuPartNumber, servicePlans }) => ({
      id: skuId,
      skuId,
      skuPartNumber,
      servicePlans: servicePlans.map((plan) => ({
        ...plan,
        provisioningStatus: planStatus(tenant, plan.servicePlanName),
        appliesTo: 'User',
      })),
    }))
}

function requireUser(call: GraphCall): Entity {
  const user = findUser(call.tenant, key(call))
  if (!user) throw new GraphError('notFound', { value: key(call) })
  return user
}

const users = (call: GraphCall) => call.list('users')

export const userRooms: Room[] = [
  collection('/users', userRules, users, { units: 2, before: guardSignInActivity }),
  counted('/users', userRules, users),
  single('/users/{id}', userRules, (call) => findUser(call.tenant, key(call)), { before: guardSignInActivity }),
  collection(
    '/users/{id}/licenseDetails',
    { type: 'licenseDetails', defaults: propertyNames('licenseDetails'), defaultPage: 100, maxPage: 999 },
    (call) => licenceDetails(call.tenant, requireUser(call)),
  ),
  collection(
    '/users/{id}/memberOf',
    groupRules,
    (call) => {
      const { id } = requireUser(call)
      const groups = call.list('groups')
      return call.tenant
        .links('members')
        .ownersOf(id, call.listedAt)
        .flatMap((groupId) => groups.get(groupId) ?? [])
        .map((group) => ({ '@odata.type': '#microsoft.graph.group', ...group }))
    },
    { units: 2, context: 'directoryObjects' },
  ),
]
