import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common'
import type { z } from 'zod'
import { CurrentActor, RequirePermission } from '../http/access.js'
import type { Actor } from '../http/authentication.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound, validationFailed } from '../http/errors.js'
import { Problems, Returns, ReturnsNothing } from '../http/returns.js'
import { scheduleNameTaken } from './assessments.errors.js'
import { nextTimes } from './next-times.js'
import { CreateSchedule, NextTimes, NextTimesQuery, Schedule, ScheduleList, UpdateSchedule } from './schedules.dto.js'
import { SchedulesService } from './schedules.service.js'

const PREVIEWED = 5

@ApiTags('Compliance')
@Controller('api/v1/organizations/:organizationId/assessment-schedules')
export class SchedulesController {
  constructor(private readonly schedules: SchedulesService) {}

  @Get()
  @ApiOperation({ summary: 'List schedules of assessments', description: 'By name.' })
  @RequirePermission('compliance:read')
  @Returns(ScheduleList)
  list(@Param('organizationId') organizationId: string) {
    return this.schedules.list(organizationId)
  }

  @Post()
  @ApiOperation({
    summary: 'Create a schedule of assessments',
    description: 'A filter is applied anew each time, so that tenants that come later are assessed too.',
  })
  @RequirePermission('compliance:write')
  @Returns(Schedule, { status: 201 })
  @Problems(validationFailed, scheduleNameTaken)
  create(
    @Param('organizationId') organizationId: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: CreateSchedule }) body: CreateSchedule,
  ) {
    return this.schedules.create(organizationId, actor, body)
  }

  @Get('next-times')
  @ApiOperation({ summary: 'Preview when a schedule would be due', description: 'The next five times.' })
  @RequirePermission('compliance:read')
  @Returns(NextTimes)
  @Problems(validationFailed)
  nextTimes(@Query({ schema: NextTimesQuery }) { cron, timeZone }: z.output<typeof NextTimesQuery>) {
    return { times: nextTimes(cron, timeZone, PREVIEWED, new Date()).map((time) => time.toISOString()) }
  }

  @Get(':scheduleId')
  @ApiOperation({ summary: 'Get a schedule of assessments' })
  @RequirePermission('compliance:read')
  @Returns(Schedule)
  @Problems(notFound)
  get(@Param('organizationId') organizationId: string, @Param('scheduleId') id: string) {
    return this.schedules.get(organizationId, id)
  }

  @Patch(':scheduleId')
  @ApiOperation({ summary: 'Change a schedule of assessments' })
  @RequirePermission('compliance:write')
  @Returns(Schedule)
  @Problems(notFound, validationFailed, scheduleNameTaken)
  update(
    @Param('organizationId') organizationId: string,
    @Param('scheduleId') id: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: UpdateSchedule }) body: UpdateSchedule,
  ) {
    return this.schedules.update(organizationId, actor, id, body)
  }

  @Delete(':scheduleId')
  @ApiOperation({ summary: 'Delete a schedule of assessments', description: 'The assessments that it started stay.' })
  @RequirePermission('compliance:write')
  @ReturnsNothing()
  @Problems(notFound)
  remove(
    @Param('organizationId') organizationId: string,
    @Param('scheduleId') id: string,
    @CurrentActor() actor: Actor,
  ) {
    return this.schedules.remove(organizationId, actor, id)
  }
}
