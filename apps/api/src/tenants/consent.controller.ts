import { Body, Controller, Delete, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common'
import type { Request, Response } from 'express'
import type { z } from 'zod'
import { CurrentClient, type Client } from '../authentication/client.js'
import { CONFIG, type Config } from '../config/config.js'
import { connectionDisabled } from '../connections/connections.errors.js'
import { CurrentActor, Public, RequirePermission } from '../http/access.js'
import type { Actor } from '../http/authentication.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound, validationFailed } from '../http/errors.js'
import { PageQuery } from '../http/pages.js'
import { Problems, Returns, ReturnsNothing, ReturnsRedirect } from '../http/returns.js'
import { readSessionCookie } from '../sessions/session-cookie.js'
import { hashToken } from '../sessions/token.js'
import {
  ConsentLink,
  ConsentVisitPage,
  CreateHandover,
  HandoverConsent,
  HandoverLinkPage,
  HandoversCreated,
  OpenedHandover,
} from './consent.dto.js'
import { ConsentRequests } from './consent-requests.js'
import { ConsentVisits } from './consent-visits.js'
import { HandoverLinks } from './handover-links.js'
import { handoverExpired, handoverInvalid, handoverRevoked, noConsent } from './tenants.errors.js'

@ApiTags('Consent')
@Controller('api/v1')
export class ConsentController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly requests: ConsentRequests,
    private readonly visits: ConsentVisits,
    private readonly handovers: HandoverLinks,
  ) {}

  @Post('organizations/:organizationId/tenants/:tenantId/consent-requests')
  @ApiOperation({
    summary: 'Begin a visit to the consent page',
    description: 'Gives the address to open. What comes back is a hint; a sign-in in the tenant proves consent.',
  })
  @RequirePermission('tenants:write')
  @Returns(ConsentLink, { status: 201 })
  @Problems(notFound, noConsent, connectionDisabled)
  ask(
    @Param('organizationId') organizationId: string,
    @Param('tenantId') tenantId: string,
    @CurrentActor() actor: Actor,
    @CurrentClient() client: Client,
    @Req() request: Request,
  ) {
    const sessionHash = this.sessionHash(client.cookie)
    return this.requests.ask(organizationId, tenantId, { actor, origin: this.origin(request), sessionHash })
  }

  @Get('organizations/:organizationId/tenants/:tenantId/consent-requests')
  @ApiOperation({
    summary: 'List visits to the consent page',
    description: 'Latest first, with what came back from each. None of it proves consent.',
  })
  @RequirePermission('tenants:read')
  @Returns(ConsentVisitPage)
  @Problems(notFound, validationFailed)
  listVisits(
    @Param('organizationId') organizationId: string,
    @Param('tenantId') tenantId: string,
    @Query({ schema: PageQuery }) query: z.output<typeof PageQuery>,
  ) {
    return this.visits.list(organizationId, tenantId, query)
  }

  @Get('consent-returns')
  @Public()
  @ApiOperation({
    summary: 'Return from the consent page',
    description: 'The redirect URI of the app. Always leads on to the console, which says how the visit ended.',
  })
  @ReturnsRedirect('A page of the console, with the outcome in its address.')
  async returned(
    @Query() query: Record<string, unknown>,
    @CurrentClient() client: Client,
    @Res() response: Response,
  ): Promise<void> {
    const texts = Object.fromEntries(
      Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    )
    const { outcome, organizationId, tenantId, handover } = await this.requests.returned(
      texts,
      this.sessionHash(client.cookie),
    )
    const place =
      handover || !organizationId || outcome === 'otherSession'
        ? '/consent'
        : `/o/${organizationId}/companies/${tenantId}`
    response.redirect(303, `${place}?consent=${outcome}`)
  }

  @Post('organizations/:organizationId/handover-links')
  @ApiOperation({
    summary: 'Make handover links',
    description:
      'One for each tenant, for its own administrator, who needs no account here. Their addresses are shown once.',
  })
  @RequirePermission('tenants:write')
  @Returns(HandoversCreated, { status: 201 })
  @Problems(notFound, validationFailed)
  async create(
    @Param('organizationId') organizationId: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: CreateHandover }) body: z.output<typeof CreateHandover>,
    @Req() request: Request,
  ) {
    return { items: await this.handovers.create(organizationId, actor, this.origin(request), body) }
  }

  @Get('organizations/:organizationId/handover-links')
  @ApiOperation({ summary: 'List handover links', description: 'Latest first, without their addresses.' })
  @RequirePermission('tenants:read')
  @Returns(HandoverLinkPage)
  @Problems(validationFailed)
  list(
    @Param('organizationId') organizationId: string,
    @Query({ schema: PageQuery }) query: z.output<typeof PageQuery>,
  ) {
    return this.handovers.list(organizationId, query)
  }

  @Delete('organizations/:organizationId/handover-links/:handoverLinkId')
  @ApiOperation({ summary: 'Revoke a handover link' })
  @RequirePermission('tenants:write')
  @ReturnsNothing()
  @Problems(handoverInvalid)
  revoke(
    @Param('organizationId') organizationId: string,
    @Param('handoverLinkId') id: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.handovers.revoke(organizationId, actor, id)
  }

  @Get('handovers/:token')
  @Public()
  @ApiOperation({ summary: 'Show what a handover link asks for' })
  @Returns(OpenedHandover)
  @Problems(handoverInvalid, handoverExpired, handoverRevoked)
  open(@Param('token') token: string) {
    return this.handovers.open(token)
  }

  @Post('handovers/:token/consent-requests')
  @Public()
  @ApiOperation({ summary: 'Begin a visit to the consent page from a handover link' })
  @Returns(HandoverConsent, { status: 201 })
  @Problems(handoverInvalid, handoverExpired, handoverRevoked, noConsent)
  askFromHandover(@Param('token') token: string, @Req() request: Request) {
    return this.handovers.ask(token, this.origin(request))
  }

  private origin(request: Request): string {
    return this.config.publicUrl ?? `${request.protocol}://${request.get('host')}`
  }

  private sessionHash(cookie: string | undefined): string | undefined {
    const token = cookie === undefined ? undefined : readSessionCookie(this.config, cookie)
    return token === undefined ? undefined : hashToken(token)
  }
}
