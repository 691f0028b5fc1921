import type { PermissionSet } from '@tenantry/core'
import { appRoleIds } from './app-role-ids.js'

/**
 * The `requiredResourceAccess` part of an app manifest for these sets.
 * https://learn.microsoft.com/entra/identity-platform/reference-microsoft-graph-app-manifest
 */
export function permissionManifest(sets: readonly PermissionSet[]): { fileName: string; content: string } {
  const resources = new Map<string, Set<string>>()
  for (const { name } of sets.flatMap(({ permissions }) => permissions)) {
    const role = appRoleIds[name]
    if (role) resources.set(role.resource, (resources.get(role.resource) ?? new Set()).add(role.id))
  }
  const requiredResourceAccess = [...resources].map(([resourceAppId, ids]) => ({
    resourceAppId,
    resourceAccess: [...ids].map((id) => ({ id, type: 'Role' })),
  }))
  return {
    fileName: 'app-permissions.json',
    content: `${JSON.stringify({ requiredResourceAccess }, null, 2)}\n`,
  }
}
