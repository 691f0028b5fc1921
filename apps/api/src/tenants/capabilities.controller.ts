import { Controller, Get, Param } from '@nestjs/common'
import { RequirePermission } from '../http/access.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound } from '../http/errors.js'
import { Problems, Returns } from '../http/returns.js'
import { Capabilities, DisconnectPreview } from './capabilities.dto.js'
import { CapabilitiesService } from './capabilities.service.js'
import { ServedTenants } from './served-tenants.js'

@ApiTags('Tenants')
@Controller('api/v1/organizations/:organizationId')
export class CapabilitiesController {
  constructor(
    private readonly capabilities: CapabilitiesService,
    private readonly served: ServedTenants,
  ) {}

  @Get('capabilities')
  @ApiOperation({
    summary: 'Show what can be done in tenants',
    description: 'Through which connections, and which providers would bring what is not there yet.',
  })
  @RequirePermission('tenants:read')
  @Returns(Capabilities)
  get(@Param('organizationId') organizationId: string) {
    return this.capabilities.get(organizationId)
  }

  @Get('connections/:connectionId/disconnect-preview')
  @ApiOperation({
    summary: 'Show what disconnecting would change',
    description: 'The tenants that would lose something, before anything is done.',
  })
  @RequirePermission('tenants:read')
  @Returns(DisconnectPreview)
  @Problems(notFound)
  preview(@Param('organizationId') organizationId: string, @Param('connectionId') connectionId: string) {
    return this.served.preview(organizationId, connectionId)
  }
}
