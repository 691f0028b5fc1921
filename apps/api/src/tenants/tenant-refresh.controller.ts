import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common'
import { CurrentActor, RequirePermission } from '../http/access.js'
import type { Actor } from '../http/authentication.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound, validationFailed } from '../http/errors.js'
import { Problems, Returns } from '../http/returns.js'
import { AccessRefreshed, RefreshAccess, Refreshers } from './tenant-refresh.dto.js'
import { TenantRefresh } from './tenant-refresh.service.js'

@ApiTags('Tenants')
@Controller('api/v1/organizations/:organizationId/tenants/:tenantId')
export class TenantRefreshController {
  constructor(private readonly refresh: TenantRefresh) {}

  @Get('refreshers')
  @ApiOperation({
    summary: 'List who can renew their access to a tenant',
    description: 'Connections whose provider acts in it with an app of its own.',
  })
  @RequirePermission('tenants:read')
  @Returns(Refreshers)
  @Problems(notFound)
  list(@Param('organizationId') organizationId: string, @Param('tenantId') id: string) {
    return this.refresh.offers(organizationId, id)
  }

  @Post('access-refreshes')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Have a provider renew its access to a tenant',
    description: 'Ends when the provider has; verify the tenant afterwards to see what came of it.',
  })
  @RequirePermission('tenants:write')
  @Returns(AccessRefreshed)
  @Problems(notFound, validationFailed)
  ask(
    @Param('organizationId') organizationId: string,
    @Param('tenantId') id: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: RefreshAccess }) { connectionId }: RefreshAccess,
  ) {
    return this.refresh.ask(organizationId, actor, id, connectionId)
  }
}
