import { defineResource } from '@tenantry/core'
import { z } from 'zod'
import { appCredential } from './applications.js'

const servicePrincipal = z.looseObject({
  id: z.string(),
  appId: z.string().nullish(),
  displayName: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
  appOwnerOrganizationId: z.string().nullish(),
  /** Open: `Application`, `ManagedIdentity`, `Legacy`, `SocialIdp`. */
  servicePrincipalType: z.string().nullish(),
  passwordCredentials: z.array(appCredential).nullish(),
  keyCredentials: z.array(appCredential).nullish(),
})

/** https://learn.microsoft.com/graph/api/resources/serviceprincipal */
export type ServicePrincipal = z.output<typeof servicePrincipal>

export const servicePrincipals = defineResource({
  id: 'entra.servicePrincipals',
  name: 'Service principals',
  service: 'Entra ID',
  source: '/servicePrincipals',
  schema: z.array(servicePrincipal),
  key: 'id',
  label: 'displayName',
})
