import { propertyNames } from '../../odata/types.js'
import { directoryTime } from '../../world/directory.js'
import { settleGroupLicences } from '../../world/group-licences.js'
import { planStatus } from '../../world/licences.js'
import type { Entity, Tenant } from '../../world/model.js'
import { consumedUnits, type Subscription, subscriptionsOf, unitsOf } from '../../world/subscriptions.js'
import { collection, type GraphCall, key, type Room, single } from '../room.js'

const skuRules = {
  type: 'subscribedSku',
  defaults: propertyNames('subscribedSku'),
  defaultPage: 999,
  maxPage: 999,
  refuses: ['$filter', '$top', '$orderby', '$skip', '$search', '$count'],
}

const subscriptionRules = {
  type: 'companySubscription',
  defaults: propertyNames('companySubscription'),
  defaultPage: 100,
  maxPage: 999,
}

function subscribedSkus(call: GraphCall): Entity[] {
  const { tenant } = call
  settleGroupLicences(tenant, call.now)
  const bySku = new Map<string, Subscription[]>()
  for (const subscription of subscriptionsOf(tenant, call.now)) {
    bySku.set(subscription.sku.skuId, [...(bySku.get(subscription.sku.skuId) ?? []), subscription])
  }
  return [...bySku.values()].map((subscriptions) => {
    const [{ sku, status }] = subscriptions as [Subscription]
    return {
      id: `${tenant.id}_${sku.skuId}`,
      accountId: tenant.id,
      accountName: tenant.domains.find(({ isInitial }) => isInitial)?.name.split('.')[0],
      appliesTo: 'User',
      capabilityStatus: status,
      consumedUnits: consumedUnits(tenant, sku.skuId, call.listedAt),
      prepaidUnits: unitsOf(subscriptions),
      servicePlans: sku.servicePlans.map((plan) => ({
        ...plan,
        provisioningStatus: planStatus(tenant, plan.servicePlanName),
        appliesTo: /^(AAD_PREMIUM|.*_TENANT)/.test(plan.servicePlanName) ? 'Company' : 'User',
      })),
      skuId: sku.skuId,
      skuPartNumber: sku.skuPartNumber,
      subscriptionIds: subscriptions.map(({ id }) => id),
    }
  })
}

function companySubscription(tenant: Tenant, subscription: Subscription): Entity {
  const { id, sku, status, units, isTrial, createdAt, nextLifecycleAt } = subscription
  return {
    id,
    commerceSubscriptionId: id,
    createdDateTime: directoryTime(createdAt),
    isTrial,
    nextLifecycleDateTime: nextLifecycleAt === null ? null : directoryTime(nextLifecycleAt),
    ownerId: null,
    ownerTenantId: null,
    ownerType: 'User',
    serviceStatus: sku.servicePlans.map((plan) => ({
      ...plan,
      provisioningStatus: planStatus(tenant, plan.servicePlanName),
      appliesTo: 'User',
    })),
    skuId: sku.skuId,
    skuPartNumber: sku.skuPartNumber,
    status,
    totalLicenses: units,
  }
}

const companySubscriptions = ({ tenant, now }: GraphCall) =>
  subscriptionsOf(tenant, now).map((subscription) => companySubscription(tenant, subscription))

const withId = (entities: Entity[], id: string) =>
  entities.find((entity) => entity.id.toLowerCase() === id.toLowerCase())

export const licenceRooms: Room[] = [
  collection('/subscribedSkus', skuRules, subscribedSkus),
  single('/subscribedSkus/{id}', skuRules, (call) => withId(subscribedSkus(call), key(call))),
  collection('/directory/subscriptions', subscriptionRules, companySubscriptions),
  single('/directory/subscriptions/{id}', subscriptionRules, (call) => withId(companySubscriptions(call), key(call))),
]
