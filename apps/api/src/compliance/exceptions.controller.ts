import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { CurrentActor, RequirePermission } from '../http/access.js'
import type { Actor } from '../http/authentication.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound, validationFailed } from '../http/errors.js'
import { idOf } from '../http/id-of.js'
import { Idempotent } from '../http/idempotency.js'
import { Problems, Returns } from '../http/returns.js'
import {
  exceptionDecided,
  exceptionNotActive,
  ownException,
  personDecides,
  renewalWaiting,
} from './compliance.errors.js'
import { ExceptionDecisions } from './exception-decisions.js'
import { ExceptionOffers } from './exception-offers.js'
import {
  DecideException,
  Exception,
  ExceptionCounts,
  ExceptionOfferPage,
  ExceptionOfferQuery,
  ExceptionPage,
  ExceptionQuery,
  RenewException,
  RequestException,
} from './exceptions.dto.js'
import { Exceptions } from './exceptions.service.js'

@ApiTags('Compliance')
@Controller('api/v1/organizations/:organizationId')
export class ExceptionsController {
  constructor(
    private readonly exceptions: Exceptions,
    private readonly decisions: ExceptionDecisions,
    private readonly offers: ExceptionOffers,
  ) {}

  @Get('exceptions')
  @ApiOperation({
    summary: 'List exceptions',
    description: 'Accepted failures of controls, those asked for last first.',
  })
  @RequirePermission('compliance:read')
  @Returns(ExceptionPage)
  @Problems(validationFailed)
  list(
    @Param('organizationId') organizationId: string,
    @CurrentActor() actor: Actor,
    @Query({ schema: ExceptionQuery }) query: ExceptionQuery,
  ) {
    return this.exceptions.list(organizationId, actor, query)
  }

  @Get('exception-counts')
  @ApiOperation({ summary: 'Count exceptions by status' })
  @RequirePermission('compliance:read')
  @Returns(ExceptionCounts)
  counts(@Param('organizationId') organizationId: string) {
    return this.exceptions.counts(organizationId)
  }

  @Get('exception-offers')
  @ApiOperation({
    summary: 'List the exceptions that failing controls suggest',
    description: 'Values with which a control would pass, for asking for an exception that names exactly these.',
  })
  @RequirePermission('compliance:read')
  @Returns(ExceptionOfferPage)
  @Problems(validationFailed)
  listOffers(
    @Param('organizationId') organizationId: string,
    @Query({ schema: ExceptionOfferQuery }) query: ExceptionOfferQuery,
  ) {
    return this.offers.list(organizationId, query)
  }

  @Post('exceptions')
  @ApiOperation({
    summary: 'Ask for an exception',
    description: 'Nothing is excepted before somebody else approves. It expires by itself.',
  })
  @RequirePermission('compliance:write')
  @Idempotent()
  @Returns(Exception, { status: 201 })
  @Problems(validationFailed, notFound)
  request(
    @Param('organizationId') organizationId: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: RequestException }) body: RequestException,
  ) {
    return this.exceptions.request(organizationId, actor, body)
  }

  @Get('exceptions/:exceptionId')
  @ApiOperation({ summary: 'Get an exception' })
  @RequirePermission('compliance:read')
  @Returns(Exception)
  @Problems(notFound)
  get(
    @Param('organizationId') organizationId: string,
    @Param('exceptionId', idOf('exception')) id: string,
    @CurrentActor() actor: Actor,
  ) {
    return this.exceptions.get(organizationId, actor, id)
  }

  @Post('exceptions/:exceptionId/approve')
  @ApiOperation({
    summary: 'Approve an exception',
    description:
      'By another person than the one who asked. Only where nobody else in the organization may approve, the one who asked may; that is recorded.',
  })
  @RequirePermission('compliance:approve')
  @Returns(Exception)
  @Problems(notFound, validationFailed, exceptionDecided, ownException, personDecides)
  approve(
    @Param('organizationId') organizationId: string,
    @Param('exceptionId', idOf('exception')) id: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: DecideException }) body: DecideException,
  ) {
    return this.decisions.approve(organizationId, actor, id, body.note)
  }

  @Post('exceptions/:exceptionId/deny')
  @ApiOperation({ summary: 'Deny an exception' })
  @RequirePermission('compliance:approve')
  @Returns(Exception)
  @Problems(notFound, validationFailed, exceptionDecided, ownException, personDecides)
  deny(
    @Param('organizationId') organizationId: string,
    @Param('exceptionId', idOf('exception')) id: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: DecideException }) body: DecideException,
  ) {
    return this.decisions.deny(organizationId, actor, id, body.note)
  }

  @Post('exceptions/:exceptionId/end')
  @ApiOperation({ summary: 'End an exception before its time', description: 'What was excepted counts again at once.' })
  @RequirePermission('compliance:approve')
  @Returns(Exception)
  @Problems(notFound, validationFailed, exceptionNotActive)
  end(
    @Param('organizationId') organizationId: string,
    @Param('exceptionId', idOf('exception')) id: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: DecideException }) body: DecideException,
  ) {
    return this.decisions.end(organizationId, actor, id, body.note)
  }

  @Post('exceptions/:exceptionId/withdraw')
  @ApiOperation({ summary: 'Withdraw a request for an exception' })
  @RequirePermission('compliance:write')
  @Returns(Exception)
  @Problems(notFound, exceptionDecided)
  withdraw(
    @Param('organizationId') organizationId: string,
    @Param('exceptionId', idOf('exception')) id: string,
    @CurrentActor() actor: Actor,
  ) {
    return this.exceptions.withdraw(organizationId, actor, id)
  }

  @Post('exceptions/:exceptionId/renew')
  @ApiOperation({
    summary: 'Ask that an exception goes on',
    description: 'Answers the request, which takes over once it is approved; until then the exception stays as it is.',
  })
  @RequirePermission('compliance:write')
  @Idempotent()
  @Returns(Exception, { status: 201 })
  @Problems(notFound, validationFailed, exceptionNotActive, renewalWaiting)
  renew(
    @Param('organizationId') organizationId: string,
    @Param('exceptionId', idOf('exception')) id: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: RenewException }) body: RenewException,
  ) {
    return this.exceptions.renew(organizationId, actor, id, body)
  }
}
