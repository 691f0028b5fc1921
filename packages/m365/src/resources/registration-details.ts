import { defineResource } from '@tenantry/core'
import { z } from 'zod'

const registration = z.looseObject({
  id: z.string(),
  userPrincipalName: z.string().nullish(),
  userDisplayName: z.string().nullish(),
  /** Open: `member`, `guest`. */
  userType: z.string().nullish(),
  isAdmin: z.boolean().nullish(),
  isMfaCapable: z.boolean().nullish(),
  isMfaRegistered: z.boolean().nullish(),
  methodsRegistered: z.array(z.string()).nullish(),
})

/**
 * How each person can prove who they are. People who may not sign in are not in it.
 * https://learn.microsoft.com/graph/api/resources/userregistrationdetails
 */
export type RegistrationDetails = z.output<typeof registration>

export const registrationDetails = defineResource({
  id: 'entra.registrationDetails',
  name: 'Registered authentication methods',
  service: 'Entra ID',
  source: '/reports/authenticationMethods/userRegistrationDetails',
  schema: z.array(registration),
  key: 'id',
  label: 'userPrincipalName',
  volatile: ['lastUpdatedDateTime'],
})
