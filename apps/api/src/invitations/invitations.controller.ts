import { Body, Controller, Delete, Get, Inject, Param, Post, Query, Req } from '@nestjs/common'
import type { Request } from 'express'
import type { z } from 'zod'
import { CONFIG, type Config } from '../config/config.js'
import { CurrentActor, RequirePermission } from '../http/access.js'
import type { Actor } from '../http/authentication.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound } from '../http/errors.js'
import { idOf } from '../http/id-of.js'
import { Problems, Returns, ReturnsNothing } from '../http/returns.js'
import { alreadyMember, roleTooHigh } from '../members/members.errors.js'
import { InvitationPage, InvitationQuery, NewInvitation, SentInvitation } from './invitation.dto.js'
import { Invitations } from './invitations.service.js'

@ApiTags('Invitations')
@Controller('api/v1/organizations/:organizationId/invitations')
export class InvitationsController {
  constructor(
    private readonly invitations: Invitations,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List the invitations that were not accepted yet, newest first' })
  @RequirePermission('members:read')
  @Returns(InvitationPage)
  list(
    @CurrentActor() actor: Actor,
    @Param('organizationId') organizationId: string,
    @Query({ schema: InvitationQuery }) query: z.output<typeof InvitationQuery>,
  ) {
    return this.invitations.page(actor, organizationId, query)
  }

  @Post()
  @ApiOperation({
    summary: 'Invite someone',
    description: 'Answers with a link that works for 7 days, once. A new invitation replaces the one before.',
  })
  @RequirePermission('members:write')
  @Returns(SentInvitation, { status: 201 })
  @Problems(alreadyMember, roleTooHigh)
  create(
    @CurrentActor() actor: Actor,
    @Param('organizationId') organizationId: string,
    @Body({ schema: NewInvitation }) body: NewInvitation,
    @Req() request: Request,
  ) {
    const origin = this.config.publicUrl ?? `${request.protocol}://${request.get('host')}`
    return this.invitations.create(actor, organizationId, body, origin)
  }

  @Delete(':invitationId')
  @ApiOperation({ summary: 'Withdraw an invitation' })
  @RequirePermission('members:write')
  @ReturnsNothing()
  @Problems(roleTooHigh, notFound)
  withdraw(
    @CurrentActor() actor: Actor,
    @Param('organizationId') organizationId: string,
    @Param('invitationId', idOf('invitation')) invitationId: string,
  ) {
    return this.invitations.withdraw(actor, organizationId, invitationId)
  }
}
