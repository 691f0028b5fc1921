import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common'
import type { z } from 'zod'
import { CurrentActor, RequirePermission } from '../http/access.js'
import type { Actor } from '../http/authentication.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound, validationFailed } from '../http/errors.js'
import { PageQuery } from '../http/pages.js'
import { Problems, Returns, ReturnsNothing } from '../http/returns.js'
import {
  CreateTenantGroup,
  EditTenants,
  TenantGroup,
  TenantGroupPage,
  TenantsEdited,
  UpdateTenantGroup,
} from './tenant-groups.dto.js'
import { TenantGroups } from './tenant-groups.service.js'
import { groupNameTaken, nothingMatches } from './tenants.errors.js'

@ApiTags('Tenants')
@Controller('api/v1/organizations/:organizationId')
export class TenantGroupsController {
  constructor(private readonly groups: TenantGroups) {}

  @Get('tenant-groups')
  @ApiOperation({ summary: 'List tenant groups', description: 'By name. Its tenants: `GET tenants?groupId=…`.' })
  @RequirePermission('tenants:read')
  @Returns(TenantGroupPage)
  @Problems(validationFailed)
  list(
    @Param('organizationId') organizationId: string,
    @Query({ schema: PageQuery }) query: z.output<typeof PageQuery>,
  ) {
    return this.groups.list(organizationId, query)
  }

  @Post('tenant-groups')
  @ApiOperation({ summary: 'Make a tenant group' })
  @RequirePermission('tenants:write')
  @Returns(TenantGroup, { status: 201 })
  @Problems(validationFailed, groupNameTaken)
  create(
    @Param('organizationId') organizationId: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: CreateTenantGroup }) body: CreateTenantGroup,
  ) {
    return this.groups.create(organizationId, actor, body)
  }

  @Get('tenant-groups/:groupId')
  @ApiOperation({ summary: 'Get a tenant group' })
  @RequirePermission('tenants:read')
  @Returns(TenantGroup)
  @Problems(notFound)
  get(@Param('organizationId') organizationId: string, @Param('groupId') id: string) {
    return this.groups.get(organizationId, id)
  }

  @Patch('tenant-groups/:groupId')
  @ApiOperation({ summary: 'Rename or describe a tenant group' })
  @RequirePermission('tenants:write')
  @Returns(TenantGroup)
  @Problems(notFound, validationFailed, groupNameTaken)
  update(
    @Param('organizationId') organizationId: string,
    @Param('groupId') id: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: UpdateTenantGroup }) body: UpdateTenantGroup,
  ) {
    return this.groups.update(organizationId, actor, id, body)
  }

  @Delete('tenant-groups/:groupId')
  @ApiOperation({ summary: 'Delete a tenant group', description: 'Its tenants stay.' })
  @RequirePermission('tenants:write')
  @ReturnsNothing()
  @Problems(notFound)
  remove(@Param('organizationId') organizationId: string, @Param('groupId') id: string, @CurrentActor() actor: Actor) {
    return this.groups.remove(organizationId, actor, id)
  }

  @Post('tenant-edits')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Change tags and groups of tenants',
    description: 'Of those named, or of all that match. Nothing changes at the provider.',
  })
  @RequirePermission('tenants:write')
  @Returns(TenantsEdited)
  @Problems(validationFailed, notFound, nothingMatches)
  edit(
    @Param('organizationId') organizationId: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: EditTenants }) body: EditTenants,
  ) {
    return this.groups.edit(organizationId, actor, body)
  }
}
