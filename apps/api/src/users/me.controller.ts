import { Body, Controller, Inject, Patch, Put, Res } from '@nestjs/common'
import type { Response } from 'express'
import { CurrentClient, type Client } from '../authentication/client.js'
import { CurrentPerson, type Person } from '../authentication/person.js'
import { CONFIG, type Config } from '../config/config.js'
import { SignedIn } from '../http/access.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { Problems, Returns } from '../http/returns.js'
import { SessionView, UserView } from '../sessions/session.dto.js'
import { setSessionCookie } from '../sessions/session-cookie.js'
import { personRequired, signInLimited } from '../sessions/sessions.errors.js'
import { OwnChange, PasswordChange } from './me.dto.js'
import { Me } from './me.service.js'

@ApiTags('Me')
@Controller('api/v1/me')
export class MeController {
  constructor(
    private readonly me: Me,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Patch()
  @SignedIn()
  @ApiOperation({ summary: 'Change your name' })
  @Returns(UserView)
  @Problems(personRequired)
  rename(@CurrentPerson() person: Person, @Body({ schema: OwnChange }) body: OwnChange) {
    return this.me.rename(person, body)
  }

  @Put('password')
  @SignedIn()
  @ApiOperation({ summary: 'Change your password', description: 'Ends all your sessions and begins a new one here.' })
  @Returns(SessionView)
  @Problems(personRequired, signInLimited)
  async changePassword(
    @CurrentPerson() person: Person,
    @Body({ schema: PasswordChange }) body: PasswordChange,
    @CurrentClient() client: Client,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionView> {
    const { token, view } = await this.me.changePassword(person, body, client)
    setSessionCookie(this.config, response, token)
    return view
  }
}
