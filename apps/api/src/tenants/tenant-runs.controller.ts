import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import type { z } from 'zod'
import { connectionDisabled } from '../connections/connections.errors.js'
import { CurrentActor, RequirePermission } from '../http/access.js'
import type { Actor } from '../http/authentication.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound, validationFailed } from '../http/errors.js'
import { Idempotent } from '../http/idempotency.js'
import { PageQuery } from '../http/pages.js'
import { Problems, Returns } from '../http/returns.js'
import { providerDisabled } from '../providers/providers.errors.js'
import { TenantRunsService } from './tenant-runs.service.js'
import { RunsStarted, TenantRun, TenantRunItemPage, TenantRunItemQuery, TenantRunPage, Verify } from './tenants.dto.js'
import { noBulkConsent, noTenants, nothingMatches, runEnded, runUnderWay } from './tenants.errors.js'

@ApiTags('Tenants')
@Controller('api/v1/organizations/:organizationId')
export class TenantRunsController {
  constructor(private readonly runs: TenantRunsService) {}

  @Post('connections/:connectionId/tenant-syncs')
  @HttpCode(202)
  @Idempotent()
  @ApiOperation({
    summary: 'List the tenants of a connection anew',
    description: 'Runs in the background. A list that cannot be had whole changes nothing of the last one.',
  })
  @RequirePermission('tenants:write')
  @Returns(TenantRun, { status: 202 })
  @Problems(notFound, noTenants, connectionDisabled, providerDisabled)
  discover(
    @Param('organizationId') organizationId: string,
    @Param('connectionId') connectionId: string,
    @CurrentActor() actor: Actor,
  ) {
    return this.runs.discover(organizationId, actor, connectionId)
  }

  @Post('tenant-verifications')
  @HttpCode(202)
  @Idempotent()
  @ApiOperation({
    summary: 'Verify tenants',
    description:
      'Signs in to each and asks its services, in the background: one run for each connection. A failure of one stops no other.',
  })
  @RequirePermission('connections:test')
  @Returns(RunsStarted, { status: 202 })
  @Problems(validationFailed, nothingMatches)
  verify(
    @Param('organizationId') organizationId: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: Verify }) body: Verify,
  ) {
    return this.runs.verify(organizationId, actor, body)
  }

  @Get('tenant-runs')
  @ApiOperation({ summary: 'List runs', description: 'Latest first.' })
  @RequirePermission('tenants:read')
  @Returns(TenantRunPage)
  @Problems(validationFailed)
  list(
    @Param('organizationId') organizationId: string,
    @Query({ schema: PageQuery }) query: z.output<typeof PageQuery>,
  ) {
    return this.runs.list(organizationId, query)
  }

  @Get('tenant-runs/:runId')
  @ApiOperation({ summary: 'Get a run' })
  @RequirePermission('tenants:read')
  @Returns(TenantRun)
  @Problems(notFound)
  get(@Param('organizationId') organizationId: string, @Param('runId') id: string) {
    return this.runs.get(organizationId, id)
  }

  @Get('tenant-runs/:runId/items')
  @ApiOperation({ summary: 'List the tenants of a run', description: 'In the order they are worked on.' })
  @RequirePermission('tenants:read')
  @Returns(TenantRunItemPage)
  @Problems(notFound, validationFailed)
  items(
    @Param('organizationId') organizationId: string,
    @Param('runId') id: string,
    @Query({ schema: TenantRunItemQuery }) query: z.output<typeof TenantRunItemQuery>,
  ) {
    return this.runs.items(organizationId, id, query)
  }

  @Post('tenant-runs/:runId/cancel')
  @HttpCode(200)
  @ApiOperation({ summary: 'Cancel a run', description: 'What is under way ends; what waits is not begun.' })
  @RequirePermission('connections:test')
  @Returns(TenantRun)
  @Problems(notFound, runEnded)
  cancel(@Param('organizationId') organizationId: string, @Param('runId') id: string, @CurrentActor() actor: Actor) {
    return this.runs.cancel(organizationId, actor, id)
  }

  @Post('tenant-runs/:runId/items/:tenantId/stop')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Stop waiting for a tenant of a bulk consent',
    description:
      'It ends as failed, saying who stopped it. What the provider was asked for goes on; the tenant is looked at soon.',
  })
  @RequirePermission('connections:test')
  @Returns(TenantRun)
  @Problems(notFound, runEnded, nothingMatches)
  stopWaiting(
    @Param('organizationId') organizationId: string,
    @Param('runId') id: string,
    @Param('tenantId') tenantId: string,
    @CurrentActor() actor: Actor,
  ) {
    return this.runs.stopWaiting(organizationId, actor, id, tenantId)
  }

  @Post('tenant-runs/:runId/retry')
  @HttpCode(202)
  @Idempotent()
  @ApiOperation({
    summary: 'Try again the tenants of a run that failed',
    description: 'Verifies them again, or has the same provider consent again.',
  })
  @RequirePermission('connections:test')
  @Returns(RunsStarted, { status: 202 })
  @Problems(notFound, runUnderWay, nothingMatches, noBulkConsent)
  retry(@Param('organizationId') organizationId: string, @Param('runId') id: string, @CurrentActor() actor: Actor) {
    return this.runs.retry(organizationId, actor, id)
  }
}
