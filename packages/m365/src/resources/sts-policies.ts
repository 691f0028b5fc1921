import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** Only beta shows the policy of invitations. https://learn.microsoft.com/graph/api/resources/stspolicy */
export const legacyPolicies = defineResource({
  id: 'entra.legacyPolicies',
  name: 'Older policies of the directory',
  service: 'Entra ID',
  source: '/beta/legacy/policies',
  schema: z.array(
    z.looseObject({
      id: z.string().nullish(),
      displayName: z.string().nullish(),
      /** `B2BManagementPolicy` among others. */
      type: z.string().nullish(),
      /** Each a text of JSON. */
      definition: z
        .array(z.string())
        .nullish()
        .transform((texts) => texts ?? []),
    }),
  ),
  key: 'id',
  label: 'displayName',
})
