import { defineResource } from '@tenantry/core'
import { z } from 'zod'

const policy = z.looseObject({
  id: z.string(),
  displayName: z.string().nullish(),
  isOrganizationDefault: z.boolean().nullish(),
  /** Each is JSON in a string. */
  definition: z
    .array(z.string())
    .nullish()
    .transform((definitions) => definitions ?? []),
})

/** https://learn.microsoft.com/graph/api/resources/activitybasedtimeoutpolicy */
export type ActivityBasedTimeoutPolicy = z.output<typeof policy>

export const activityBasedTimeoutPolicies = defineResource({
  id: 'entra.activityBasedTimeoutPolicies',
  name: 'Idle session policies',
  service: 'Entra ID',
  source: '/policies/activityBasedTimeoutPolicies',
  schema: z.array(policy),
  key: 'id',
  label: 'displayName',
})
