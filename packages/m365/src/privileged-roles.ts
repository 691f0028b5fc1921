import { directoryRoleNames } from './directory-role-names.js'
import type { RoleDefinition } from './resources/role-definitions.js'

export const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10'
export const PRIVILEGED_ROLE_ADMINISTRATOR = 'e8611ab8-c189-46e8-94e1-60213ab1f814'
const PRIVILEGED_AUTHENTICATION_ADMINISTRATOR = '7be44c8a-adaf-4e2a-84d6-ab2649e08a13'

/** Roles whose holder can become Global Administrator at once. */
export const tierZeroRoles: readonly string[] = [
  GLOBAL_ADMINISTRATOR,
  PRIVILEGED_ROLE_ADMINISTRATOR,
  PRIVILEGED_AUTHENTICATION_ADMINISTRATOR,
]

/**
 * Templates of the roles that can take over a tenant.
 * https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project
 */
export const highlyPrivilegedRoles: readonly string[] = [
  GLOBAL_ADMINISTRATOR,
  PRIVILEGED_ROLE_ADMINISTRATOR,
  'fe930be7-5e62-47db-91af-98c3a49a38b1',
  'f28a1f50-f6e7-4571-818b-6a12f2af6b6c',
  '29232cdf-9323-42fd-ade2-1d097af3e4de',
  '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2',
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  '158c047a-c907-4556-b7ef-446551a6b5f7',
]

/** Roles that administer a whole service; Privileged Identity Management is for all of them. */
export const administrativeRoles: readonly string[] = [
  ...highlyPrivilegedRoles,
  PRIVILEGED_AUTHENTICATION_ADMINISTRATOR,
  'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  '7495fdc4-34c4-4d15-a289-98788ce399fd',
  'b0f54661-2d74-4c50-afa3-1ec803f12efe',
  '7698a772-787b-4ac8-901f-60d6b08affd2',
  '17315797-102d-40b4-93e0-432062caca18',
  '5c4f9dcd-47dc-4cf7-8c9a-9e4207cbfc91',
  'a9ea8996-122f-4c74-9520-8edcd192826c',
  '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  '3a2c62db-5318-420d-8d74-23affee5d9d5',
  '74ef975b-6605-40af-a5d2-b9539d836353',
  '4d6ac14f-3453-41d0-bef9-a3e0c569773a',
  '194ae4cb-b126-40b2-bd5b-6091b380977d',
  '75941009-915a-4869-abe7-691bff18279e',
  '69091246-20e8-4a56-aa4d-066075b2a7a8',
]

/** Which of the highly privileged a tenant has; all where that is not known. */
export function highlyPrivilegedRolesOf(definitions: readonly RoleDefinition[] | undefined): readonly string[] {
  const known = new Set(definitions?.flatMap(({ id, templateId }) => [id, templateId ?? id]))
  const present = highlyPrivilegedRoles.filter((role) => known.has(role))
  return present.length > 0 ? present : highlyPrivilegedRoles
}

/** What people call a role, by the id of its template. */
export function roleName(template: string): string {
  return directoryRoleNames[template] ?? template
}
