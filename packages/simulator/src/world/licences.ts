import { readData } from '../data.js'
import { guid } from './ids.js'
import type { LicensedFeature, PremiumFeature, Purchase, Tenant } from './model.js'

export interface Sku {
  skuId: string
  skuPartNumber: string
  name: string
  servicePlans: { servicePlanId: string; servicePlanName: string }[]
}

const skus = new Map((readData('skus.json') as Sku[]).map((sku) => [sku.skuPartNumber, sku]))

const skusById = new Map([...skus.values()].map((sku) => [sku.skuId, sku]))

/** The service plans that bring each feature. */
const PLANS: Record<LicensedFeature, RegExp> = {
  P1: /^AAD_PREMIUM(_P2)?$/,
  P2: /^AAD_PREMIUM_P2$/,
  Exchange: /^EXCHANGE_/,
  Intune: /^INTUNE_/,
  Defender: /^(ATP_ENTERPRISE|THREAT_INTELLIGENCE|MTP|WINDEFATP|MDE_\w+|ATA|ADALLOM_S_\w+)$/,
}

export function findSku(skuPartNumber: string): Sku {
  const sku = skus.get(skuPartNumber)
  if (!sku) throw new Error(`data/skus.json has no SKU ${skuPartNumber}.`)
  return sku
}

export function findSkuById(skuId: string): Sku | undefined {
  return skusById.get(skuId.toLowerCase())
}

/** A service plan that has lapsed stays listed, but is no longer provisioned. */
export function planStatus(tenant: Tenant, servicePlanName: string): 'Success' | 'Disabled' {
  const lapsed = [...tenant.lapsed].some((feature) => PLANS[feature].test(servicePlanName))
  return lapsed ? 'Disabled' : 'Success'
}

/** Whether a plan of this kind was bought and is provisioned. */
export function hasPlan(tenant: Tenant, wanted: (servicePlanName: string) => boolean): boolean {
  return tenant.purchases.some(
    (purchase) =>
      purchase.status !== 'Suspended' &&
      findSku(purchase.skuPartNumber).servicePlans.some(
        ({ servicePlanName }) => wanted(servicePlanName) && planStatus(tenant, servicePlanName) === 'Success',
      ),
  )
}

export function hasPremium(tenant: Tenant, feature: PremiumFeature): boolean {
  return hasPlan(tenant, (plan) => PLANS[feature].test(plan))
}

export function hasExchange(tenant: Tenant): boolean {
  return hasPlan(tenant, (plan) => /^EXCHANGE_S_(STANDARD|ENTERPRISE|DESKLESS)/.test(plan))
}

export function hasSharePoint(tenant: Tenant): boolean {
  return hasPlan(tenant, (plan) => plan.startsWith('SHAREPOINT'))
}

export function subscriptionId(tenant: Tenant, purchase: Purchase): string {
  return guid(tenant.id, 'subscription', purchase.skuPartNumber)
}
