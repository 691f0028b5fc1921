import { z } from 'zod'
import { permissionNames } from './permissions.js'
import { roleNames } from './roles.js'

export const RoleName = z.enum(roleNames)

export const PermissionName = z.enum(permissionNames)

export const RoleView = z
  .object({ role: RoleName, name: z.string(), description: z.string(), permissions: z.array(PermissionName) })
  .meta({ id: 'Role' })

export const RoleList = z
  .object({
    items: z.array(RoleView),
    nextCursor: z.null(),
    permissions: z
      .array(z.object({ name: PermissionName, description: z.string() }))
      .describe('Every permission there is, and what it lets a person do.'),
  })
  .meta({ id: 'RoleList' })
