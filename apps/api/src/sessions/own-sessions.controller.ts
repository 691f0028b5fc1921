import { Controller, Delete, Get, Param } from '@nestjs/common'
import { CurrentPerson, type Person } from '../authentication/person.js'
import { SignedIn } from '../http/access.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound } from '../http/errors.js'
import { idOf } from '../http/id-of.js'
import { Problems, Returns, ReturnsNothing } from '../http/returns.js'
import { OwnSessionList } from './session.dto.js'
import { personRequired } from './sessions.errors.js'
import { Sessions } from './sessions.service.js'

@ApiTags('Me')
@Controller('api/v1/me/sessions')
export class OwnSessionsController {
  constructor(private readonly sessions: Sessions) {}

  @Get()
  @SignedIn()
  @ApiOperation({ summary: 'List where you are signed in' })
  @Returns(OwnSessionList)
  @Problems(personRequired)
  list(@CurrentPerson() person: Person): Promise<OwnSessionList> {
    return this.sessions.list(person)
  }

  @Delete()
  @SignedIn()
  @ApiOperation({ summary: 'Sign out everywhere else' })
  @ReturnsNothing()
  @Problems(personRequired)
  endOthers(@CurrentPerson() person: Person): Promise<void> {
    return this.sessions.endOthers(person)
  }

  @Delete(':sessionId')
  @SignedIn()
  @ApiOperation({ summary: 'End one of your sessions' })
  @ReturnsNothing()
  @Problems(personRequired, notFound)
  end(@CurrentPerson() person: Person, @Param('sessionId', idOf('session')) sessionId: string): Promise<void> {
    return this.sessions.end(person, sessionId)
  }
}
