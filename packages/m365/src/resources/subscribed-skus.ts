import { defineResource } from '@tenantry/core'
import { z } from 'zod'

const sku = z.looseObject({
  skuId: z.string().nullish(),
  skuPartNumber: z.string().nullish(),
  /** Open: `Enabled`, `Warning`, `Suspended`, `Deleted`, `LockedOut`. */
  capabilityStatus: z.string().nullish(),
  consumedUnits: z.number().nullish(),
  prepaidUnits: z
    .looseObject({
      enabled: z.number().nullish(),
      suspended: z.number().nullish(),
      warning: z.number().nullish(),
      lockedOut: z.number().nullish(),
    })
    .nullish(),
  servicePlans: z
    .array(z.looseObject({ servicePlanName: z.string().nullish(), provisioningStatus: z.string().nullish() }))
    .nullish()
    .transform((plans) => plans ?? []),
})

/** https://learn.microsoft.com/graph/api/resources/subscribedsku */
export type SubscribedSku = z.output<typeof sku>

export const subscribedSkus = defineResource({
  id: 'm365.subscribedSkus',
  name: 'Subscriptions',
  service: 'Microsoft 365',
  source: '/subscribedSkus',
  schema: z.array(sku),
  key: 'skuId',
  label: 'skuPartNumber',
  volatile: ['consumedUnits'],
})

/** Whether any subscription brings a service plan of this name that is in working order. */
export function hasServicePlan(skus: readonly SubscribedSku[], name: string | RegExp): boolean {
  return skus.some(({ servicePlans }) =>
    servicePlans.some(
      ({ servicePlanName, provisioningStatus }) =>
        provisioningStatus === 'Success' &&
        (typeof name === 'string' ? servicePlanName === name : name.test(servicePlanName ?? '')),
    ),
  )
}
