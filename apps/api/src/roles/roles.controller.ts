import { Controller, Get, Param } from '@nestjs/common'
import type { z } from 'zod'
import { RequirePermission } from '../http/access.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { Returns } from '../http/returns.js'
import { permissionNames, permissions } from './permissions.js'
import { RoleList } from './role.dto.js'
import { roleNames, roles } from './roles.js'

@ApiTags('Members')
@Controller('api/v1/organizations/:organizationId/roles')
export class RolesController {
  @Get()
  @ApiOperation({ summary: 'List the roles and what each allows' })
  @RequirePermission('members:read')
  @Returns(RoleList)
  list(@Param('organizationId') _organizationId: string): z.output<typeof RoleList> {
    return {
      items: roleNames.map((role) => {
        const { name, description, permissions: granted } = roles[role]
        return { role, name, description, permissions: [...granted] }
      }),
      nextCursor: null,
      permissions: permissionNames.map((name) => ({ name, description: permissions[name] })),
    }
  }
}
