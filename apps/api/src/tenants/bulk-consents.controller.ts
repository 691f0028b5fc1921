import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common'
import { CurrentActor, RequirePermission } from '../http/access.js'
import type { Actor } from '../http/authentication.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { validationFailed } from '../http/errors.js'
import { Idempotent } from '../http/idempotency.js'
import { Problems, Returns } from '../http/returns.js'
import { StartBulkConsent } from './bulk-consents.dto.js'
import { BulkConsents } from './bulk-consents.service.js'
import { RunsStarted } from './tenants.dto.js'
import { noBulkConsent, nothingMatches } from './tenants.errors.js'

@ApiTags('Consent')
@Controller('api/v1/organizations/:organizationId')
export class BulkConsentsController {
  constructor(private readonly bulkConsents: BulkConsents) {}

  @Post('bulk-consents')
  @HttpCode(202)
  @Idempotent()
  @ApiOperation({
    summary: 'Consent in many tenants',
    description:
      'Has a provider that can consent for the partner, in the background: one run for each connection. What the provider says proves nothing; a tenant has succeeded once a sign-in there shows it. Tenants that the provider does not reach, and such as another run is at work on, are told apart.',
  })
  @RequirePermission('tenants:bulkConsent')
  @Returns(RunsStarted, { status: 202 })
  @Problems(validationFailed, noBulkConsent, nothingMatches)
  start(
    @Param('organizationId') organizationId: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: StartBulkConsent }) body: StartBulkConsent,
  ) {
    return this.bulkConsents.start(organizationId, actor, body)
  }
}
