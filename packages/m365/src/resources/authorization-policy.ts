import { defineResource } from '@tenantry/core'
import { z } from 'zod'

const policy = z.looseObject({
  id: z.string().nullish(),
  guestUserRoleId: z.string().nullish(),
  /** Open: `none`, `adminsAndGuestInviters`, `adminsGuestInvitersAndAllMembers`, `everyone`. */
  allowInvitesFrom: z.string().nullish(),
  allowedToSignUpEmailBasedSubscriptions: z.boolean().nullish(),
  allowEmailVerifiedUsersToJoinOrganization: z.boolean().nullish(),
  allowUserConsentForRiskyApps: z.boolean().nullish(),
  allowedToUseSSPR: z.boolean().nullish(),
  blockMsolPowerShell: z.boolean().nullish(),
  /** Only in beta; v1.0 has it among the permissions of the default role. */
  permissionGrantPolicyIdsAssignedToDefaultUserRole: z.array(z.string()).nullish(),
  defaultUserRolePermissions: z
    .looseObject({
      allowedToCreateApps: z.boolean().nullish(),
      allowedToCreateSecurityGroups: z.boolean().nullish(),
      allowedToCreateTenants: z.boolean().nullish(),
      allowedToReadBitlockerKeysForOwnedDevice: z.boolean().nullish(),
      allowedToReadOtherUsers: z.boolean().nullish(),
      permissionGrantPoliciesAssigned: z.array(z.string()).nullish(),
    })
    .nullish(),
})

/** https://learn.microsoft.com/graph/api/resources/authorizationpolicy */
export type AuthorizationPolicy = z.output<typeof policy>

/** One object in v1.0, a list of one in beta. */
export const authorizationPolicy = defineResource({
  id: 'entra.authorizationPolicy',
  name: 'Authorization policy',
  service: 'Entra ID',
  source: '/policies/authorizationPolicy',
  schema: z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(policy)),
})
