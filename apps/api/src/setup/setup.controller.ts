import { Body, Controller, Get, Inject, Post, Res } from '@nestjs/common'
import type { Response } from 'express'
import { CurrentClient, type Client } from '../authentication/client.js'
import { CONFIG, type Config } from '../config/config.js'
import { Public } from '../http/access.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { Problems, Returns } from '../http/returns.js'
import { SessionView } from '../sessions/session.dto.js'
import { setSessionCookie } from '../sessions/session-cookie.js'
import { FirstOwner, SetupView } from './setup.dto.js'
import { alreadySetUp, setupLinkInvalid } from './setup.errors.js'
import { Setup } from './setup.service.js'

@ApiTags('Setup')
@Controller('api/v1/setup')
export class SetupController {
  constructor(
    private readonly setup: Setup,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'Does this installation have an owner?' })
  @Returns(SetupView)
  view(): Promise<SetupView> {
    return this.setup.view()
  }

  @Post('owner')
  @Public()
  @ApiOperation({ summary: 'Create the first owner', description: 'Works once, with the link printed at start.' })
  @Returns(SessionView, { status: 201 })
  @Problems(setupLinkInvalid, alreadySetUp)
  async claim(
    @Body({ schema: FirstOwner }) body: FirstOwner,
    @CurrentClient() client: Client,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionView> {
    const { token, view } = await this.setup.claim(body, client)
    setSessionCookie(this.config, response, token)
    return view
  }
}
