import { Controller, Get, Param, Res } from '@nestjs/common'
import type { Response } from 'express'
import { RequirePermission } from '../http/access.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { ReturnsStream } from '../http/returns.js'
import { EventStreams, FOLLOW } from './event-streams.js'

@ApiTags('Platform')
@Controller('api/v1/organizations/:organizationId/events')
export class EventsController {
  constructor(private readonly streams: EventStreams) {}

  @Get()
  @ApiOperation({
    summary: 'Follow what changes, as server-sent events',
    description:
      'Each event names what changed, e.g. `connection.changed` with `{"id": …}`, never its content: ask for that anew. `ready` comes first, and again after events may have been lost: then ask for everything shown. A comment every 15 seconds keeps the stream open; it ends when the session or key does.',
  })
  @RequirePermission(FOLLOW)
  @ReturnsStream('text/event-stream', 'Events until one side ends the stream.')
  follow(@Param('organizationId') organizationId: string, @Res() response: Response): Promise<void> {
    return this.streams.open(organizationId, response)
  }
}
