import { defineResource } from '@tenantry/core'
import { z } from 'zod'

const user = z.looseObject({
  id: z.string(),
  displayName: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
  createdDateTime: z.string().nullish(),
  /** `Member` or `Guest`. */
  userType: z.string().nullish(),
  onPremisesImmutableId: z.string().nullish(),
  onPremisesSyncEnabled: z.boolean().nullish(),
  assignedLicenses: z.array(z.looseObject({ skuId: z.string().nullish() })).nullish(),
  assignedPlans: z
    .array(z.looseObject({ servicePlanId: z.string().nullish(), capabilityStatus: z.string().nullish() }))
    .nullish(),
  /** Only with AuditLog.Read.All and Entra ID P1. */
  signInActivity: z
    .looseObject({
      lastSignInDateTime: z.string().nullish(),
      lastNonInteractiveSignInDateTime: z.string().nullish(),
      lastSuccessfulSignInDateTime: z.string().nullish(),
    })
    .nullish(),
})

/** https://learn.microsoft.com/graph/api/resources/user */
export type DirectoryUser = z.output<typeof user>

export const directoryUsers = defineResource({
  id: 'entra.users',
  name: 'Users',
  service: 'Entra ID',
  source: '/users',
  schema: z.array(user),
  key: 'id',
  label: 'userPrincipalName',
  volatile: ['signInActivity'],
})
