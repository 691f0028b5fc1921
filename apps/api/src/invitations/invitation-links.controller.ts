import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common'
import type { Response } from 'express'
import { CurrentClient, type Client } from '../authentication/client.js'
import { CONFIG, type Config } from '../config/config.js'
import { Public } from '../http/access.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { Problems, Returns } from '../http/returns.js'
import { alreadyMember } from '../members/members.errors.js'
import { SessionView } from '../sessions/session.dto.js'
import { setSessionCookie } from '../sessions/session-cookie.js'
import { signInLimited } from '../sessions/sessions.errors.js'
import { Acceptance, OpenedInvitation } from './invitation.dto.js'
import { InvitationLinks } from './invitation-links.js'
import { invitationInvalid } from './invitations.errors.js'

@ApiTags('Invitations')
@Controller('api/v1/invitations/:token')
export class InvitationLinksController {
  constructor(
    private readonly links: InvitationLinks,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'Show what an invitation offers' })
  @Returns(OpenedInvitation)
  @Problems(invitationInvalid)
  open(@Param('token') token: string): Promise<OpenedInvitation> {
    return this.links.open(token)
  }

  @Post('accept')
  @Public()
  @ApiOperation({
    summary: 'Accept an invitation',
    description: 'With the password of the account that has this address, or with a name and a password for a new one.',
  })
  @Returns(SessionView)
  @Problems(invitationInvalid, alreadyMember, signInLimited)
  async accept(
    @Param('token') token: string,
    @Body({ schema: Acceptance }) body: Acceptance,
    @CurrentClient() client: Client,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionView> {
    const started = await this.links.accept(token, body, client)
    setSessionCookie(this.config, response, started.token)
    return started.view
  }
}
