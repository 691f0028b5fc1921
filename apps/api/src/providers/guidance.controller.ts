import { Controller, Get, Param } from '@nestjs/common'
import { RequirePermission } from '../http/access.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { Returns } from '../http/returns.js'
import { HelpList, WhoCanDoWhat } from './guidance.dto.js'
import { GuidanceService } from './guidance.service.js'

@ApiTags('Providers')
@Controller('api/v1/organizations/:organizationId')
export class GuidanceController {
  constructor(private readonly guidance: GuidanceService) {}

  @Get('help')
  @ApiOperation({
    summary: 'List help articles',
    description: 'What the providers in use here explain, by error where an error is explained.',
  })
  @RequirePermission('organization:read')
  @Returns(HelpList)
  help(@Param('organizationId') organizationId: string) {
    return this.guidance.help(organizationId)
  }

  @Get('who-can-do-what')
  @ApiOperation({
    summary: 'See who can do what',
    description: 'Which role at the provider is enough for which step of the setup, and which is not.',
  })
  @RequirePermission('organization:read')
  @Returns(WhoCanDoWhat)
  whoCanDoWhat(@Param('organizationId') organizationId: string) {
    return this.guidance.whoCanDoWhat(organizationId)
  }
}
