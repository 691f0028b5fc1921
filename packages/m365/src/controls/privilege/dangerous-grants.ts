import {
  allDataPermissions,
  fullAccessAsApp,
  permissionName,
  tenantTakingPermissions,
} from '../../application-permissions.js'
import type { AppRoleAssignment } from '../../resources/app-role-assignments.js'
import type { ServicePrincipal } from '../../resources/service-principals.js'

/** Microsoft's own directory, where the applications of its services live. https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in */
const MICROSOFT = ['f8cdef31-a31e-4b4a-93e4-5f571e91255a', '72f988bf-86f1-41af-91ab-2d7cd011db47']

const dangerous = { ...tenantTakingPermissions, ...allDataPermissions, ...fullAccessAsApp }

/** Names of the dangerous permissions that each holder was granted. */
export function dangerousGrants(grants: readonly AppRoleAssignment[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const { principalId, appRoleId } of grants) {
    const name = permissionName(dangerous, appRoleId)
    if (!name) continue
    const names = found.get(principalId)
    if (names) names.push(name)
    else found.set(principalId, [name])
  }
  return found
}

/** Whether it is a part of the service itself, which no customer can do without. */
export function isOfMicrosoft({ appOwnerOrganizationId }: ServicePrincipal): boolean {
  return MICROSOFT.includes(appOwnerOrganizationId ?? '')
}
