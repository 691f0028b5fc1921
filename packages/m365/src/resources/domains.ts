import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/graph/api/resources/domain */
export const domains = defineResource({
  id: 'entra.domains',
  name: 'Domains',
  service: 'Entra ID',
  source: '/domains',
  schema: z.array(
    z.looseObject({
      id: z.string(),
      isVerified: z.boolean().nullish(),
      isRoot: z.boolean().nullish(),
      isDefault: z.boolean().nullish(),
      /** `Managed` or `Federated`. */
      authenticationType: z.string().nullish(),
      passwordValidityPeriodInDays: z.number().nullish(),
    }),
  ),
  key: 'id',
  label: 'id',
})
