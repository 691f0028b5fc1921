import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/graph/api/resources/companysubscription */
export const directorySubscriptions = defineResource({
  id: 'm365.directorySubscriptions',
  name: 'Terms of subscriptions',
  service: 'Microsoft 365',
  source: '/directory/subscriptions',
  schema: z.array(
    z.looseObject({
      id: z.string(),
      skuPartNumber: z.string().nullish(),
      status: z.string().nullish(),
      nextLifecycleDateTime: z.string().nullish(),
    }),
  ),
  key: 'id',
  label: 'skuPartNumber',
})
