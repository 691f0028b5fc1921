import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common'
import type { z } from 'zod'
import { connectionDisabled } from '../connections/connections.errors.js'
import { CurrentActor, RequirePermission } from '../http/access.js'
import type { Actor } from '../http/authentication.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound, validationFailed } from '../http/errors.js'
import { Problems, Returns } from '../http/returns.js'
import { providerDisabled } from '../providers/providers.errors.js'
import {
  TenantCounts,
  TenantDetail,
  TenantFilter,
  TenantPage,
  TenantQuery,
  TryOut,
  UpdateTenant,
} from './tenants.dto.js'
import { slugTaken } from './tenants.errors.js'
import { TenantsService } from './tenants.service.js'

@ApiTags('Tenants')
@Controller('api/v1/organizations/:organizationId')
export class TenantsController {
  constructor(private readonly tenants: TenantsService) {}

  @Get('tenants')
  @ApiOperation({
    summary: 'List tenants',
    description: 'Those that the provider no longer lists come only with `gone=true`.',
  })
  @RequirePermission('tenants:read')
  @Returns(TenantPage)
  @Problems(validationFailed)
  list(
    @Param('organizationId') organizationId: string,
    @Query({ schema: TenantQuery }) query: z.output<typeof TenantQuery>,
  ) {
    return this.tenants.list(organizationId, query)
  }

  @Get('tenant-counts')
  @ApiOperation({ summary: 'Count tenants', description: 'By status, among those that match.' })
  @RequirePermission('tenants:read')
  @Returns(TenantCounts)
  @Problems(validationFailed)
  counts(
    @Param('organizationId') organizationId: string,
    @Query({ schema: TenantFilter }) query: z.output<typeof TenantFilter>,
  ) {
    return this.tenants.counts(organizationId, query)
  }

  @Get('tenants/:tenantId')
  @ApiOperation({
    summary: 'Get a tenant',
    description: 'With its steps, who can do each, and what consent would change.',
  })
  @RequirePermission('tenants:read')
  @Returns(TenantDetail)
  @Problems(notFound)
  get(@Param('organizationId') organizationId: string, @Param('tenantId') id: string) {
    return this.tenants.get(organizationId, id)
  }

  @Patch('tenants/:tenantId')
  @ApiOperation({
    summary: 'Change a tenant',
    description: 'Only what is ours about it: nothing changes at the provider.',
  })
  @RequirePermission('tenants:write')
  @Returns(TenantDetail)
  @Problems(notFound, validationFailed, slugTaken)
  update(
    @Param('organizationId') organizationId: string,
    @Param('tenantId') id: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: UpdateTenant }) body: UpdateTenant,
  ) {
    return this.tenants.update(organizationId, actor, id, body)
  }

  @Post('tenants/:tenantId/role-assigned')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Say that the role is assigned',
    description: 'Proves nothing; the tenant counts as propagating until a probe works or two hours have passed.',
  })
  @RequirePermission('tenants:write')
  @Returns(TenantDetail)
  @Problems(notFound)
  roleAssigned(
    @Param('organizationId') organizationId: string,
    @Param('tenantId') id: string,
    @CurrentActor() actor: Actor,
  ) {
    return this.tenants.sayRoleAssigned(organizationId, actor, id)
  }

  @Post('tenants/:tenantId/try')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Try a tenant',
    description: 'Reads a few users and distribution lists for real. Nothing is kept.',
  })
  @RequirePermission('connections:test')
  @Returns(TryOut)
  @Problems(notFound, connectionDisabled, providerDisabled)
  tryOut(@Param('organizationId') organizationId: string, @Param('tenantId') id: string) {
    return this.tenants.tryOut(organizationId, id)
  }
}
