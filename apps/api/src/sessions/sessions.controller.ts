import { Body, Controller, Delete, Get, Inject, Post, Res } from '@nestjs/common'
import type { Response } from 'express'
import { CurrentClient, type Client } from '../authentication/client.js'
import { CurrentPerson, type Person } from '../authentication/person.js'
import { CONFIG, type Config } from '../config/config.js'
import { Public, SignedIn } from '../http/access.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { Problems, Returns, ReturnsNothing } from '../http/returns.js'
import { SessionView, SignIn } from './session.dto.js'
import { clearSessionCookie, setSessionCookie } from './session-cookie.js'
import { personRequired, signInFailed, signInLimited } from './sessions.errors.js'
import { Sessions } from './sessions.service.js'
import { SignInWithPassword } from './sign-in.service.js'

@ApiTags('Session')
@Controller('api/v1/session')
export class SessionsController {
  constructor(
    private readonly sessions: Sessions,
    private readonly password: SignInWithPassword,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  @Public()
  @ApiOperation({ summary: 'Sign in', description: 'Sets the session cookie. The session a browser had before ends.' })
  @Returns(SessionView)
  @Problems(signInFailed, signInLimited)
  async signIn(
    @Body({ schema: SignIn }) body: SignIn,
    @CurrentClient() client: Client,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionView> {
    const { token, view } = await this.password.signIn(body, client)
    setSessionCookie(this.config, response, token)
    return view
  }

  @Get()
  @SignedIn()
  @ApiOperation({ summary: 'Who is signed in, and where they belong' })
  @Returns(SessionView)
  @Problems(personRequired)
  current(@CurrentPerson() person: Person): Promise<SessionView> {
    return this.sessions.view(person)
  }

  @Delete()
  @SignedIn()
  @ApiOperation({ summary: 'Sign out' })
  @ReturnsNothing()
  @Problems(personRequired)
  async signOut(@CurrentPerson() person: Person, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.sessions.end(person, person.session.id)
    clearSessionCookie(this.config, response)
  }
}
