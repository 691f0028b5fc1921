import { Controller, Get, Param } from '@nestjs/common'
import { RequirePermission } from '../http/access.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { Returns } from '../http/returns.js'
import { Capabilities } from './capabilities.dto.js'
import { CapabilitiesService } from './capabilities.service.js'

@ApiTags('Tenants')
@Controller('api/v1/organizations/:organizationId')
export class CapabilitiesController {
  constructor(private readonly capabilities: CapabilitiesService) {}

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
}
