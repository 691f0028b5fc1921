import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common'
import type { z } from 'zod'
import { CurrentActor, RequirePermission } from '../http/access.js'
import type { Actor } from '../http/authentication.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound } from '../http/errors.js'
import { Problems, Returns } from '../http/returns.js'
import { Manifest, ManifestQuery, Provider, ProviderDetail, ProviderList, SwitchProvider } from './providers.dto.js'
import { ProvidersService } from './providers.service.js'

@ApiTags('Providers')
@Controller('api/v1/organizations/:organizationId/providers')
export class ProvidersController {
  constructor(private readonly providers: ProvidersService) {}

  @Get()
  @ApiOperation({
    summary: 'List providers',
    description: 'The catalogue: every provider this server has, and whether it is switched on here.',
  })
  @RequirePermission('integrations:read')
  @Returns(ProviderList)
  list(@Param('organizationId') organizationId: string) {
    return this.providers.list(organizationId)
  }

  @Get(':providerId')
  @ApiOperation({
    summary: 'Get a provider',
    description:
      'Everything needed to connect: forms, setup guides, permissions, who may do what, what is read and what never is.',
  })
  @RequirePermission('integrations:read')
  @Returns(ProviderDetail)
  @Problems(notFound)
  get(@Param('organizationId') organizationId: string, @Param('providerId') providerId: string) {
    return this.providers.get(organizationId, providerId)
  }

  @Put(':providerId')
  @ApiOperation({
    summary: 'Switch a provider on or off',
    description: 'Off: its connections are not used and cannot be changed; nothing is deleted.',
  })
  @RequirePermission('integrations:write')
  @Returns(Provider)
  @Problems(notFound)
  setEnabled(
    @Param('organizationId') organizationId: string,
    @Param('providerId') providerId: string,
    @Body({ schema: SwitchProvider }) body: z.output<typeof SwitchProvider>,
    @CurrentActor() actor: Actor,
  ) {
    return this.providers.setEnabled(organizationId, actor, providerId, body.enabled)
  }

  @Get(':providerId/manifest')
  @ApiOperation({
    summary: 'Get the permissions as a file',
    description: 'For importing at the provider instead of ticking each permission.',
  })
  @RequirePermission('integrations:read')
  @Returns(Manifest)
  @Problems(notFound)
  manifest(
    @Param('organizationId') _organizationId: string,
    @Param('providerId') providerId: string,
    @Query({ schema: ManifestQuery }) query: z.output<typeof ManifestQuery>,
  ) {
    return this.providers.manifest(providerId, query.kind, query.sets)
  }
}
