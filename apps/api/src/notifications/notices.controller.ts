import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import type { z } from 'zod'
import { CurrentActor, RequirePermission } from '../http/access.js'
import type { Actor } from '../http/authentication.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound, validationFailed } from '../http/errors.js'
import { Problems, Returns, ReturnsNothing } from '../http/returns.js'
import { noticeKindNames, noticeKinds } from './notice-kinds.js'
import { NoticeList } from './notice-list.js'
import { MarkRead, NoticeCounts, NoticeKinds, NoticePage, NoticeQuery } from './notices.dto.js'

@ApiTags('Notifications')
@Controller('api/v1/organizations/:organizationId')
export class NoticesController {
  constructor(private readonly notices: NoticeList) {}

  @Get('notices')
  @ApiOperation({
    summary: 'List notices',
    description:
      'What needs someone, or did: newest first, or as a feed with `after`. Each thing is told once; what goes away is resolved.',
  })
  @RequirePermission('notifications:read')
  @Returns(NoticePage)
  @Problems(validationFailed)
  list(
    @Param('organizationId') organizationId: string,
    @CurrentActor() actor: Actor,
    @Query({ schema: NoticeQuery }) query: NoticeQuery,
  ) {
    return this.notices.page(actor, organizationId, query)
  }

  @Get('notice-counts')
  @ApiOperation({ summary: 'Count notices', description: 'What the bell shows to the one who asks.' })
  @RequirePermission('notifications:read')
  @Returns(NoticeCounts)
  counts(@Param('organizationId') organizationId: string, @CurrentActor() actor: Actor) {
    return this.notices.counts(actor, organizationId)
  }

  @Post('notice-reads')
  @ApiOperation({
    summary: 'Mark notices as read',
    description: 'For the one who asks; others keep what they have not read. Ids that are not there are passed over.',
  })
  @RequirePermission('notifications:read')
  @ReturnsNothing()
  @Problems(notFound, validationFailed)
  markRead(
    @Param('organizationId') organizationId: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: MarkRead }) body: MarkRead,
  ) {
    return this.notices.markRead(actor, organizationId, body)
  }

  @Get('notice-kinds')
  @ApiOperation({ summary: 'List the kinds of notices' })
  @RequirePermission('notifications:read')
  @Returns(NoticeKinds)
  kinds(@Param('organizationId') _organizationId: string): z.output<typeof NoticeKinds> {
    const items = noticeKindNames.map((kind) => {
      const { name, when, severity, audience: permission } = noticeKinds[kind]
      return { kind, name, when, severity: typeof severity === 'string' ? severity : ('warning' as const), permission }
    })
    return { items, nextCursor: null }
  }
}
