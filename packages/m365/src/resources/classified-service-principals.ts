import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** Principals of APIs, with what was classified of their permissions. https://learn.microsoft.com/graph/api/resources/delegatedpermissionclassification */
export const classifiedServicePrincipals = defineResource({
  id: 'entra.classifiedServicePrincipals',
  name: 'Classified permissions',
  service: 'Entra ID',
  source: '/servicePrincipals?$expand=delegatedPermissionClassifications',
  schema: z.array(
    z.looseObject({
      id: z.string(),
      displayName: z.string().nullish(),
      delegatedPermissionClassifications: z
        .array(z.looseObject({ permissionName: z.string().nullish(), classification: z.string().nullish() }))
        .nullish()
        .transform((list) => list ?? []),
    }),
  ),
  key: 'id',
  label: 'displayName',
})
