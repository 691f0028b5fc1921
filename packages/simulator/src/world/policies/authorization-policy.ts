import type { Entity, Tenant } from '../model.js'
import { complete } from './complete.js'

/** What guests may see. https://learn.microsoft.com/entra/identity/users/users-restrict-guest-permissions */
const GUEST_ROLES = {
  likeMembers: 'a0b1b346-4d3e-4e8b-98f8-753987be4970',
  limited: '10dae51f-b6af-4016-8d66-8c2a99b929b3',
  restricted: '2af84b1e-32c8-42b7-82bc-daa82404023b',
}

const FOR_OWNED_RESOURCES = [
  'ManagePermissionGrantsForOwnedResource.microsoft-dynamically-managed-permissions-for-chat',
  'ManagePermissionGrantsForOwnedResource.microsoft-dynamically-managed-permissions-for-team',
]

/** Whom a user may grant access to their own data without an administrator. */
export const SELF_CONSENT = {
  lowRisk: 'ManagePermissionGrantsForSelf.microsoft-user-default-low',
  anything: 'ManagePermissionGrantsForSelf.microsoft-user-default-legacy',
}

export function seedAuthorizationPolicy(tenant: Tenant): Entity[] {
  const { good } = tenant
  const selfConsent = good('users cannot consent to applications')
    ? []
    : [good('users consent to low-risk permissions only') ? SELF_CONSENT.lowRisk : SELF_CONSENT.anything]
  return [
    complete('authorizationPolicy', {
      id: 'authorizationPolicy',
      displayName: 'Authorization Policy',
      description: 'Used to manage authorization related settings across the company.',
      allowInvitesFrom: good('guests are invited by few') ? 'adminsAndGuestInviters' : 'everyone',
      allowedToSignUpEmailBasedSubscriptions: !good('nobody signs up by email'),
      allowEmailVerifiedUsersToJoinOrganization: !good('nobody joins by email'),
      allowedToUseSSPR: !good('administrators do not reset their own passwords'),
      allowUserConsentForRiskyApps: good('nobody consents to risky applications') ? null : true,
      blockMsolPowerShell: good('MSOnline PowerShell is blocked'),
      guestUserRoleId: guestRole(tenant),
      defaultUserRolePermissions: {
        allowedToCreateApps: !good('users register no applications'),
        allowedToCreateSecurityGroups: !good('users create no security groups'),
        allowedToCreateTenants: !good('users create no tenants'),
        allowedToReadBitlockerKeysForOwnedDevice: !good('users read no BitLocker keys'),
        allowedToReadOtherUsers: true,
        permissionGrantPoliciesAssigned: [...FOR_OWNED_RESOURCES, ...selfConsent],
      },
      enabledPreviewFeatures: [],
      permissionGrantPolicyIdsAssignedToDefaultUserRole: [...FOR_OWNED_RESOURCES, ...selfConsent],
    }),
  ]
}

function guestRole({ good }: Tenant): string {
  if (good('guests see next to nothing')) return GUEST_ROLES.restricted
  return good('guests see little') ? GUEST_ROLES.limited : GUEST_ROLES.likeMembers
}
