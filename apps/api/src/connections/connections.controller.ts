import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common'
import {
  appDisabled,
  appNotFound,
  authenticationRefused,
  blockedByPolicy,
  certificateInvalid,
  consentMissing,
  notReachable,
  pluginFault,
  secretExpired,
  secretInvalid,
  serviceUnavailable,
  tenantNotFound,
  throttled,
  timedOut,
  unexpectedAnswer,
} from '@tenantry/core'
import type { z } from 'zod'
import { CurrentActor, RequirePermission } from '../http/access.js'
import type { Actor } from '../http/authentication.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound, validationFailed } from '../http/errors.js'
import { Idempotent } from '../http/idempotency.js'
import { PageQuery } from '../http/pages.js'
import { Problems, Returns, ReturnsNothing } from '../http/returns.js'
import { Jobs } from '../jobs/jobs.js'
import { providerDisabled } from '../providers/providers.errors.js'
import { simulatorFailed, simulatorOff } from '../simulator/simulator.errors.js'
import { ConnectionTest } from './connection-test.dto.js'
import {
  Connection,
  ConnectionPage,
  CreateConnection,
  CredentialUpdated,
  RefreshStarted,
  TestRequest,
  UpdateConnection,
  UpdateCredential,
} from './connections.dto.js'
import { changedMeanwhile, connectionDisabled, credentialNeeded, nameTaken } from './connections.errors.js'
import { ConnectionsService } from './connections.service.js'
import { CredentialService } from './credential.service.js'
import { refreshConnection } from './health-schedule.js'

const testProblems = [
  secretInvalid,
  secretExpired,
  certificateInvalid,
  tenantNotFound,
  appNotFound,
  appDisabled,
  consentMissing,
  blockedByPolicy,
  authenticationRefused,
  throttled,
  serviceUnavailable,
  notReachable,
  timedOut,
  unexpectedAnswer,
  pluginFault,
] as const

@ApiTags('Connections')
@Controller('api/v1/organizations/:organizationId')
export class ConnectionsController {
  constructor(
    private readonly connections: ConnectionsService,
    private readonly credentials: CredentialService,
    private readonly jobs: Jobs,
  ) {}

  @Post('connection-tests')
  @ApiOperation({
    summary: 'Test a connection before saving',
    description: 'Runs the three checks against the provider. Nothing of it is stored.',
  })
  @RequirePermission('connections:write')
  @Returns(ConnectionTest)
  @Problems(notFound, validationFailed, providerDisabled, simulatorOff, simulatorFailed, pluginFault)
  tryOut(
    @Param('organizationId') organizationId: string,
    @Body({ schema: TestRequest }) body: z.output<typeof TestRequest>,
  ) {
    return this.connections.tryOut(organizationId, body)
  }

  @Get('connections')
  @ApiOperation({ summary: 'List connections', description: 'By name.' })
  @RequirePermission('connections:read')
  @Returns(ConnectionPage)
  list(
    @Param('organizationId') organizationId: string,
    @Query({ schema: PageQuery }) query: z.output<typeof PageQuery>,
  ) {
    return this.connections.list(organizationId, query)
  }

  @Post('connections')
  @Idempotent()
  @ApiOperation({
    summary: 'Connect',
    description:
      'Tests first. Only when the credential is accepted is anything stored, and then the connection is in use at once.',
  })
  @RequirePermission('connections:write')
  @Returns(Connection, { status: 201 })
  @Problems(notFound, validationFailed, providerDisabled, nameTaken, simulatorOff, simulatorFailed, ...testProblems)
  create(
    @Param('organizationId') organizationId: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: CreateConnection }) body: z.output<typeof CreateConnection>,
  ) {
    return this.connections.create(organizationId, actor, body)
  }

  @Get('connections/:connectionId')
  @ApiOperation({ summary: 'Get a connection' })
  @RequirePermission('connections:read')
  @Returns(Connection)
  @Problems(notFound)
  get(@Param('organizationId') organizationId: string, @Param('connectionId') id: string) {
    return this.connections.get(organizationId, id)
  }

  @Patch('connections/:connectionId')
  @ApiOperation({
    summary: 'Change the name or the features',
    description: 'Settings that a secret is bound to change together with the credential.',
  })
  @RequirePermission('connections:write')
  @Returns(Connection)
  @Problems(notFound, nameTaken)
  update(
    @Param('organizationId') organizationId: string,
    @Param('connectionId') id: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: UpdateConnection }) body: z.output<typeof UpdateConnection>,
  ) {
    return this.connections.update(organizationId, actor, id, body)
  }

  @Delete('connections/:connectionId')
  @ApiOperation({
    summary: 'Disconnect',
    description: 'Deletes the sealed credential and everything read through it. The audit log keeps that it existed.',
  })
  @RequirePermission('connections:write')
  @ReturnsNothing()
  @Problems(notFound)
  disconnect(
    @Param('organizationId') organizationId: string,
    @Param('connectionId') id: string,
    @CurrentActor() actor: Actor,
  ) {
    return this.connections.disconnect(organizationId, actor, id)
  }

  @Post('connections/:connectionId/test')
  @Idempotent()
  @ApiOperation({ summary: 'Test a connection', description: 'Runs the three checks now and keeps the outcome.' })
  @RequirePermission('connections:test')
  @Returns(ConnectionTest)
  @Problems(notFound, connectionDisabled, providerDisabled, changedMeanwhile)
  test(
    @Param('organizationId') organizationId: string,
    @Param('connectionId') id: string,
    @CurrentActor() actor: Actor,
  ) {
    return this.connections.test(organizationId, actor, id)
  }

  @Put('connections/:connectionId/credential')
  @ApiOperation({
    summary: 'Update credentials',
    description:
      'Tests the new credential first; the old one stays in force until it has passed. Left-out or empty secrets keep what is stored.',
  })
  @RequirePermission('connections:write')
  @Returns(CredentialUpdated)
  @Problems(
    notFound,
    validationFailed,
    credentialNeeded,
    changedMeanwhile,
    connectionDisabled,
    providerDisabled,
    ...testProblems,
  )
  updateCredential(
    @Param('organizationId') organizationId: string,
    @Param('connectionId') id: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: UpdateCredential }) body: z.output<typeof UpdateCredential>,
  ) {
    return this.credentials.update(organizationId, actor, id, body)
  }

  @Post('connections/:connectionId/refresh')
  @Idempotent()
  @ApiOperation({
    summary: 'Refresh data',
    description: 'Queues a reading of all data; one at a time for each connection. Progress comes as events.',
  })
  @RequirePermission('connections:test')
  @Returns(RefreshStarted, { status: 202 })
  @Problems(notFound, connectionDisabled, providerDisabled)
  async refresh(
    @Param('organizationId') organizationId: string,
    @Param('connectionId') id: string,
    @CurrentActor() actor: Actor,
  ) {
    const row = await this.connections.inUse(organizationId, id)
    const who = { kind: actor.kind, id: actor.id, name: actor.name }
    const jobId = await this.jobs.enqueue(
      refreshConnection,
      organizationId,
      { connectionId: row.id, actor: who },
      { dedupeKey: row.id },
    )
    return { jobId }
  }

  @Post('connections/:connectionId/disable')
  @ApiOperation({
    summary: 'Disable a connection',
    description: 'Nothing is called through it until it is enabled. Its credential is kept.',
  })
  @RequirePermission('connections:write')
  @Returns(Connection)
  @Problems(notFound)
  disable(
    @Param('organizationId') organizationId: string,
    @Param('connectionId') id: string,
    @CurrentActor() actor: Actor,
  ) {
    return this.connections.setEnabled(organizationId, actor, id, false)
  }

  @Post('connections/:connectionId/enable')
  @ApiOperation({ summary: 'Enable a connection' })
  @RequirePermission('connections:write')
  @Returns(Connection)
  @Problems(notFound)
  enable(
    @Param('organizationId') organizationId: string,
    @Param('connectionId') id: string,
    @CurrentActor() actor: Actor,
  ) {
    return this.connections.setEnabled(organizationId, actor, id, true)
  }
}
