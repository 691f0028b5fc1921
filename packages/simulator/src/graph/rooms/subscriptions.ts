import { propertyNames } from '../../odata/types.js'
import { directoryTime } from '../../world/directory.js'
import { findSku, planStatus, subscriptionId } from '../../world/licences.js'
import type { Entity, Purchase, Tenant } from '../../world/model.js'
import { collection, key, type Room, single } from '../room.js'

const skuRules = {
  type: 'subscribedSku',
  defaults: propertyNames('subscribedSku'),
  defaultPage: 999,
  maxPage: 999,
  refuses: ['$filter', '$top', '$orderby', '$skip'],
}

function subscribedSku(tenant: Tenant, purchase: Purchase): Entity {
  const { skuId, skuPartNumber, servicePlans } = findSku(purchase.skuPartNumber)
  const units = { enabled: 0, suspended: 0, warning: 0, lockedOut: 0 }
  units[purchase.status === 'Enabled' ? 'enabled' : purchase.status === 'Warning' ? 'warning' : 'suspended'] =
    purchase.units
  return {
    id: `${tenant.id}_${skuId}`,
    accountId: tenant.id,
    accountName: tenant.domains.find(({ isInitial }) => isInitial)?.name.split('.')[0],
    appliesTo: 'User',
    capabilityStatus: purchase.status,
    consumedUnits: [...tenant.set('users').view()].filter((user) =>
      (user['assignedLicenses'] as { skuId: string }[]).some((licence) => licence.skuId === skuId),
    ).length,
    prepaidUnits: units,
    servicePlans: servicePlans.map((plan) => ({
      ...plan,
      provisioningStatus: planStatus(tenant, plan.servicePlanName),
      appliesTo: 'User',
    })),
    skuId,
    skuPartNumber,
    subscriptionIds: [subscriptionId(tenant, purchase)],
  }
}

function companySubscription(tenant: Tenant, purchase: Purchase, now: Date): Entity {
  const { skuId, skuPartNumber } = findSku(purchase.skuPartNumber)
  const id = subscriptionId(tenant, purchase)
  return {
    id,
    commerceSubscriptionId: id,
    createdDateTime: directoryTime(tenant.createdAt),
    isTrial: false,
    nextLifecycleDateTime: directoryTime(new Date(now.getTime() + 120 * 86_400_000)),
    ownerType: 'User',
    skuId,
    skuPartNumber,
    status: purchase.status,
    totalLicenses: purchase.units,
    serviceStatus: [],
  }
}

const skus = (tenant: Tenant) => tenant.purchases.map((purchase) => subscribedSku(tenant, purchase))

export const subscriptionRooms: Room[] = [
  collection('/subscribedSkus', skuRules, ({ tenant }) => skus(tenant)),
  single('/subscribedSkus/{id}', skuRules, (call) => skus(call.tenant).find(({ id }) => id === key(call))),
  collection(
    '/directory/subscriptions',
    { type: 'companySubscription', defaults: propertyNames('companySubscription'), defaultPage: 100, maxPage: 999 },
    ({ tenant, now }) => tenant.purchases.map((purchase) => companySubscription(tenant, purchase, now)),
  ),
]
