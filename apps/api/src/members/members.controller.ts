import { Body, Controller, Delete, Get, Param, Patch, Query } from '@nestjs/common'
import type { z } from 'zod'
import { CurrentActor, RequirePermission } from '../http/access.js'
import type { Actor } from '../http/authentication.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound } from '../http/errors.js'
import { idOf } from '../http/id-of.js'
import { Problems, Returns, ReturnsNothing } from '../http/returns.js'
import { MemberChange, MemberPage, MemberQuery, MemberView } from './member.dto.js'
import { lastOwner, roleTooHigh } from './members.errors.js'
import { Members } from './members.service.js'

@ApiTags('Members')
@Controller('api/v1/organizations/:organizationId/members')
export class MembersController {
  constructor(private readonly members: Members) {}

  @Get()
  @ApiOperation({ summary: 'List the members, in the order they joined' })
  @RequirePermission('members:read')
  @Returns(MemberPage)
  list(
    @CurrentActor() actor: Actor,
    @Param('organizationId') organizationId: string,
    @Query({ schema: MemberQuery }) query: z.output<typeof MemberQuery>,
  ) {
    return this.members.page(actor, organizationId, query)
  }

  @Patch(':userId')
  @ApiOperation({ summary: 'Change the role of a member', description: 'Holds from their next request on.' })
  @RequirePermission('members:write')
  @Returns(MemberView)
  @Problems(lastOwner, roleTooHigh, notFound)
  changeRole(
    @CurrentActor() actor: Actor,
    @Param('organizationId') organizationId: string,
    @Param('userId', idOf('member')) userId: string,
    @Body({ schema: MemberChange }) { role }: MemberChange,
  ) {
    return this.members.changeRole(actor, organizationId, userId, role)
  }

  @Delete(':userId')
  @ApiOperation({ summary: 'Remove a member' })
  @RequirePermission('members:write')
  @ReturnsNothing()
  @Problems(lastOwner, roleTooHigh, notFound)
  remove(
    @CurrentActor() actor: Actor,
    @Param('organizationId') organizationId: string,
    @Param('userId', idOf('member')) userId: string,
  ) {
    return this.members.remove(actor, organizationId, userId)
  }
}
