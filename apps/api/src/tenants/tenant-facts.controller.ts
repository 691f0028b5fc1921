import { Controller, Get, Param, Query } from '@nestjs/common'
import type { z } from 'zod'
import { RequirePermission } from '../http/access.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound, validationFailed } from '../http/errors.js'
import { PageQuery } from '../http/pages.js'
import { Problems, Returns } from '../http/returns.js'
import { TenantActivityPage, TenantDiagnostics } from './tenant-facts.dto.js'
import { TenantFactsService } from './tenant-facts.service.js'

@ApiTags('Tenants')
@Controller('api/v1/organizations/:organizationId/tenants/:tenantId')
export class TenantFactsController {
  constructor(private readonly facts: TenantFactsService) {}

  @Get('activity')
  @ApiOperation({
    summary: 'Show what happened to a tenant',
    description: 'Latest first: what was done to it, by itself or as one of many.',
  })
  @RequirePermission('tenants:read')
  @Returns(TenantActivityPage)
  @Problems(notFound, validationFailed)
  activity(
    @Param('organizationId') organizationId: string,
    @Param('tenantId') id: string,
    @Query({ schema: PageQuery }) query: z.output<typeof PageQuery>,
  ) {
    return this.facts.activity(organizationId, id, query)
  }

  @Get('diagnostics')
  @ApiOperation({
    summary: 'Show why a tenant is as it is',
    description: 'Permissions of the last token, roles of relationships, and the last looks with the calls they made.',
  })
  @RequirePermission('tenants:read')
  @Returns(TenantDiagnostics)
  @Problems(notFound)
  diagnostics(@Param('organizationId') organizationId: string, @Param('tenantId') id: string) {
    return this.facts.diagnostics(organizationId, id)
  }
}
