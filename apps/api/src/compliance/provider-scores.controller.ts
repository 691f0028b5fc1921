import { Controller, Get, Param, Query } from '@nestjs/common'
import { RequirePermission } from '../http/access.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound, validationFailed } from '../http/errors.js'
import { idOf } from '../http/id-of.js'
import { Problems, Returns } from '../http/returns.js'
import { FleetScores } from './fleet-scores.js'
import { FleetScorePage, FleetScoreQuery, ProviderScoreList } from './provider-scores.dto.js'
import { ProviderScores } from './provider-scores.service.js'

@ApiTags('Compliance')
@Controller('api/v1/organizations/:organizationId')
export class ProviderScoresController {
  constructor(
    private readonly scores: ProviderScores,
    private readonly fleet: FleetScores,
  ) {}

  @Get('tenants/:tenantId/scores')
  @ApiOperation({
    summary: 'Get the scores that providers give a tenant',
    description:
      'From the newest snapshot that read them, with what the provider recommends and our controls beside it.',
  })
  @RequirePermission('compliance:read')
  @Returns(ProviderScoreList)
  @Problems(notFound)
  ofTenant(@Param('organizationId') organizationId: string, @Param('tenantId', idOf('tenant')) tenantId: string) {
    return this.scores.ofTenant(organizationId, tenantId)
  }

  @Get('compliance/scores')
  @ApiOperation({
    summary: 'List the scores that providers give tenants',
    description: 'The worst first, with their change.',
  })
  @RequirePermission('compliance:read')
  @Returns(FleetScorePage)
  @Problems(validationFailed)
  list(@Param('organizationId') organizationId: string, @Query({ schema: FleetScoreQuery }) query: FleetScoreQuery) {
    return this.fleet.page(organizationId, query)
  }
}
