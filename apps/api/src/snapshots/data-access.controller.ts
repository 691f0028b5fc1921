import { Controller, Get, Param } from '@nestjs/common'
import { RequirePermission } from '../http/access.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound } from '../http/errors.js'
import { Problems, Returns } from '../http/returns.js'
import { TenantDataAccess } from './data-access.dto.js'
import { DataAccessOfTenants } from './data-access.service.js'

@ApiTags('Snapshots')
@Controller('api/v1/organizations/:organizationId/tenants/:tenantId/data-access')
export class DataAccessController {
  constructor(private readonly dataAccess: DataAccessOfTenants) {}

  @Get()
  @ApiOperation({
    summary: 'Show what is read of a tenant',
    description: 'By kind of data: what, with which permission, when it was last; and what is never read.',
  })
  @RequirePermission('compliance:read')
  @Returns(TenantDataAccess)
  @Problems(notFound)
  get(@Param('organizationId') organizationId: string, @Param('tenantId') tenantId: string) {
    return this.dataAccess.get(organizationId, tenantId)
  }
}
