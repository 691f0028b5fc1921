import { directoryRoleNames } from './directory-role-names.js'
import type { RoleDefinition } from './resources/role-definitions.js'

/**
 * Templates of the roles that can take over a tenant.
 * https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project
 */
export const highlyPrivilegedRoles: readonly string[] = [
  '62e90394-69f5-4237-9190-012177145e10',
  'e8611ab8-c189-46e8-94e1-60213ab1f814',
  'fe930be7-5e62-47db-91af-98c3a49a38b1',
  'f28a1f50-f6e7-4571-818b-6a12f2af6b6c',
  '29232cdf-9323-42fd-ade2-1d097af3e4de',
  '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2',
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  '158c047a-c907-4556-b7ef-446551a6b5f7',
]

/** Which of them a tenant has; all where that is not known. */
export function highlyPrivilegedRolesOf(definitions: readonly RoleDefinition[] | undefined): readonly string[] {
  const known = new Set(definitions?.flatMap(({ id, templateId }) => [id, templateId ?? id]))
  const present = highlyPrivilegedRoles.filter((role) => known.has(role))
  return present.length > 0 ? present : highlyPrivilegedRoles
}

/** What people call a role, by the id of its template. */
export function roleName(template: string): string {
  return directoryRoleNames[template] ?? template
}
