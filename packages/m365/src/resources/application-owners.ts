import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** Graph shows 20 owners at most in one answer, and that there is one is what matters. */
const owned = z.looseObject({
  id: z.string(),
  appId: z.string().nullish(),
  displayName: z.string().nullish(),
  /** Absent where the list was read without them, which is not the same as none. */
  owners: z
    .array(
      z.looseObject({
        id: z.string(),
        displayName: z.string().nullish(),
        userPrincipalName: z.string().nullish(),
      }),
    )
    .nullish(),
})

export type Owned = z.output<typeof owned>

/** https://learn.microsoft.com/graph/api/application-list-owners */
export const applicationOwners = defineResource({
  id: 'entra.applicationOwners',
  name: 'Owners of app registrations',
  service: 'Entra ID',
  source: '/applications?$select=id,appId,displayName&$expand=owners',
  schema: z.array(owned),
  key: 'id',
  label: 'displayName',
})

/** https://learn.microsoft.com/graph/api/serviceprincipal-list-owners */
export const servicePrincipalOwners = defineResource({
  id: 'entra.servicePrincipalOwners',
  name: 'Owners of service principals',
  service: 'Entra ID',
  source: '/servicePrincipals?$select=id,appId,displayName&$expand=owners',
  schema: z.array(owned),
  key: 'id',
  label: 'displayName',
})
