import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import type { z } from 'zod'
import { CurrentActor, RequirePermission } from '../http/access.js'
import type { Actor } from '../http/authentication.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound } from '../http/errors.js'
import { PageQuery } from '../http/pages.js'
import { Problems, Returns } from '../http/returns.js'
import { providerDisabled, providerMissing } from '../providers/providers.errors.js'
import { CallLogPage, DataAccess, Doctor, HealthHistory, PermissionFacts } from './connection-facts.dto.js'
import { ConnectionFactsService } from './connection-facts.service.js'
import { changedMeanwhile, connectionDisabled, rotationStep } from './connections.errors.js'
import { StoredTestPage } from './connections.dto.js'
import { Rotation, RotationAction } from './rotations.dto.js'
import { Rotations } from './rotations.js'

@ApiTags('Connections')
@Controller('api/v1/organizations/:organizationId/connections/:connectionId')
export class ConnectionFactsController {
  constructor(
    private readonly facts: ConnectionFactsService,
    private readonly rotations: Rotations,
  ) {}

  @Get('tests')
  @ApiOperation({ summary: 'List tests', description: 'The last 100 tests, newest first.' })
  @RequirePermission('connections:read')
  @Returns(StoredTestPage)
  @Problems(notFound)
  tests(
    @Param('organizationId') organizationId: string,
    @Param('connectionId') id: string,
    @Query({ schema: PageQuery }) query: z.output<typeof PageQuery>,
  ) {
    return this.facts.tests(organizationId, id, query)
  }

  @Get('health')
  @ApiOperation({ summary: 'Get the health history', description: '90 days by day, and the incidents in them.' })
  @RequirePermission('health:read')
  @Returns(HealthHistory)
  @Problems(notFound)
  health(@Param('organizationId') organizationId: string, @Param('connectionId') id: string) {
    return this.facts.health(organizationId, id)
  }

  @Get('log')
  @ApiOperation({ summary: 'List calls', description: 'The integration log: the last 5,000 calls, newest first.' })
  @RequirePermission('connections:read')
  @Returns(CallLogPage)
  @Problems(notFound)
  log(
    @Param('organizationId') organizationId: string,
    @Param('connectionId') id: string,
    @Query({ schema: PageQuery }) query: z.output<typeof PageQuery>,
  ) {
    return this.facts.log(organizationId, id, query)
  }

  @Get('permissions')
  @ApiOperation({ summary: 'Get permissions', description: 'Granted, needed and used, with what could be removed.' })
  @RequirePermission('connections:read')
  @Returns(PermissionFacts)
  @Problems(notFound, providerMissing)
  permissions(@Param('organizationId') organizationId: string, @Param('connectionId') id: string) {
    return this.facts.permissions(organizationId, id)
  }

  @Get('data-access')
  @ApiOperation({
    summary: 'Get the data access ledger',
    description: 'Every endpoint ever called, what is read, and what never is.',
  })
  @RequirePermission('connections:read')
  @Returns(DataAccess)
  @Problems(notFound, providerMissing)
  dataAccess(@Param('organizationId') organizationId: string, @Param('connectionId') id: string) {
    return this.facts.dataAccess(organizationId, id)
  }

  @Post('doctor')
  @ApiOperation({
    summary: 'Run the doctor',
    description: 'Checks everything end to end and says the next click for each finding.',
  })
  @RequirePermission('connections:test')
  @Returns(Doctor)
  @Problems(notFound, providerMissing, connectionDisabled, providerDisabled, changedMeanwhile)
  doctor(
    @Param('organizationId') organizationId: string,
    @Param('connectionId') id: string,
    @CurrentActor() actor: Actor,
  ) {
    return this.facts.doctor(organizationId, actor, id)
  }

  @Get('rotation')
  @ApiOperation({ summary: 'Get the renewal of the secret' })
  @RequirePermission('connections:read')
  @Returns(Rotation)
  @Problems(notFound)
  rotation(@Param('organizationId') organizationId: string, @Param('connectionId') id: string) {
    return this.rotations.get(organizationId, id)
  }

  @Post('rotation')
  @ApiOperation({
    summary: 'Go on with the renewal of the secret',
    description: 'Start, tell that the new secret exists, check whether the old one still works, finish, or stop.',
  })
  @RequirePermission('connections:write')
  @Returns(Rotation)
  @Problems(notFound, rotationStep, connectionDisabled, providerDisabled, changedMeanwhile)
  rotate(
    @Param('organizationId') organizationId: string,
    @Param('connectionId') id: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: RotationAction }) body: z.output<typeof RotationAction>,
  ) {
    return this.rotations.act(organizationId, actor, id, body.action)
  }
}
