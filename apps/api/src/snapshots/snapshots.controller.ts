import { Readable } from 'node:stream'
import { Body, Controller, Get, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common'
import type { z } from 'zod'
import { CurrentActor, RequirePermission } from '../http/access.js'
import type { Actor } from '../http/authentication.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound, validationFailed } from '../http/errors.js'
import { Idempotent } from '../http/idempotency.js'
import { PageQuery } from '../http/pages.js'
import { Problems, Returns, ReturnsStream } from '../http/returns.js'
import {
  Snapshot,
  SnapshotChangePage,
  SnapshotChangeQuery,
  SnapshotObjectPage,
  SnapshotPage,
  SnapshotResourceList,
  TakeSnapshot,
} from './snapshots.dto.js'
import { SnapshotFiles } from './snapshot-files.js'
import { snapshotEnded, snapshotUnfinished } from './snapshots.errors.js'
import { Snapshots } from './snapshots.service.js'

@ApiTags('Snapshots')
@Controller('api/v1/organizations/:organizationId/tenants/:tenantId/snapshots')
export class SnapshotsController {
  constructor(
    private readonly snapshots: Snapshots,
    private readonly files: SnapshotFiles,
  ) {}

  @Post()
  @HttpCode(202)
  @Idempotent()
  @ApiOperation({
    summary: 'Take a snapshot of a tenant',
    description: 'Reads its configuration in the background. Where one is under way, that one is given.',
  })
  @RequirePermission('compliance:run')
  @Returns(Snapshot, { status: 202 })
  @Problems(notFound, validationFailed)
  take(
    @Param('organizationId') organizationId: string,
    @Param('tenantId') tenantId: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: TakeSnapshot }) body: TakeSnapshot,
  ) {
    return this.snapshots.take(organizationId, actor, tenantId, body)
  }

  @Get()
  @ApiOperation({ summary: 'List the snapshots of a tenant', description: 'Latest first.' })
  @RequirePermission('compliance:read')
  @Returns(SnapshotPage)
  @Problems(notFound, validationFailed)
  list(
    @Param('organizationId') organizationId: string,
    @Param('tenantId') tenantId: string,
    @Query({ schema: PageQuery }) query: z.output<typeof PageQuery>,
  ) {
    return this.snapshots.page(organizationId, tenantId, query)
  }

  @Get(':number')
  @ApiOperation({ summary: 'Get a snapshot' })
  @RequirePermission('compliance:read')
  @Returns(Snapshot)
  @Problems(notFound)
  get(
    @Param('organizationId') organizationId: string,
    @Param('tenantId') tenantId: string,
    @Param('number') number: string,
  ) {
    return this.snapshots.get(organizationId, tenantId, number)
  }

  @Post(':number/cancel')
  @HttpCode(200)
  @ApiOperation({ summary: 'Call a snapshot off', description: 'It then says nothing about the tenant.' })
  @RequirePermission('compliance:run')
  @Returns(Snapshot)
  @Problems(notFound, snapshotEnded)
  cancel(
    @Param('organizationId') organizationId: string,
    @Param('tenantId') tenantId: string,
    @Param('number') number: string,
    @CurrentActor() actor: Actor,
  ) {
    return this.snapshots.cancel(organizationId, actor, tenantId, number)
  }

  @Get(':number/resources')
  @ApiOperation({
    summary: 'List what a snapshot read',
    description: 'Each resource was read, or says why not: absent is never empty.',
  })
  @RequirePermission('compliance:read')
  @Returns(SnapshotResourceList)
  @Problems(notFound)
  resources(
    @Param('organizationId') organizationId: string,
    @Param('tenantId') tenantId: string,
    @Param('number') number: string,
  ) {
    return this.snapshots.resources(organizationId, tenantId, number)
  }

  @Get(':number/resources/:resource/objects')
  @ApiOperation({
    summary: 'List the objects of a resource',
    description: 'As the provider wrote them. A resource that was not read is not found.',
  })
  @RequirePermission('compliance:read')
  @Returns(SnapshotObjectPage)
  @Problems(notFound, validationFailed)
  objects(
    @Param('organizationId') organizationId: string,
    @Param('tenantId') tenantId: string,
    @Param('number') number: string,
    @Param('resource') resource: string,
    @Query({ schema: PageQuery }) query: z.output<typeof PageQuery>,
  ) {
    return this.snapshots.objects(organizationId, tenantId, number, { ...query, resource })
  }

  @Get(':number/file')
  @ApiOperation({
    summary: 'Download a snapshot as a file',
    description: 'Everything that was read, by the key of its source: to be assessed anywhere, without this server.',
  })
  @RequirePermission('compliance:read')
  @ReturnsStream('application/json', 'One JSON object.')
  @Problems(notFound, snapshotUnfinished)
  async file(
    @Param('organizationId') organizationId: string,
    @Param('tenantId') tenantId: string,
    @Param('number') number: string,
  ): Promise<StreamableFile> {
    const { name, text } = await this.files.open(organizationId, tenantId, number)
    return new StreamableFile(Readable.from(text), {
      type: 'application/json',
      disposition: `attachment; filename="${name}"`,
    })
  }

  @Get(':number/changes')
  @ApiOperation({
    summary: 'List what changed since another snapshot',
    description: 'Only of what was read both times. With what the provider’s own log knows: who did it, and when.',
  })
  @RequirePermission('compliance:read')
  @Returns(SnapshotChangePage)
  @Problems(notFound, validationFailed)
  changes(
    @Param('organizationId') organizationId: string,
    @Param('tenantId') tenantId: string,
    @Param('number') number: string,
    @Query({ schema: SnapshotChangeQuery }) query: z.output<typeof SnapshotChangeQuery>,
  ) {
    return this.snapshots.changes(organizationId, tenantId, number, query)
  }
}
