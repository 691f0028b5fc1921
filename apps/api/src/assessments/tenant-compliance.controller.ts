import { Controller, Get, Param, Query } from '@nestjs/common'
import type { z } from 'zod'
import { RequirePermission } from '../http/access.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound, validationFailed } from '../http/errors.js'
import { Problems, Returns } from '../http/returns.js'
import { ChangesQuery, HistoryPage, HistoryQuery, TenantPosture, VerdictChanges } from './posture.dto.js'
import { PostureService } from './posture.service.js'
import { VerdictHistory } from './verdict-changes.js'
import { TenantVerdictPage, TenantVerdictQuery } from './verdicts.dto.js'

@ApiTags('Compliance')
@Controller('api/v1/organizations/:organizationId/tenants/:tenantId/compliance')
export class TenantComplianceController {
  constructor(
    private readonly postures: PostureService,
    private readonly verdictHistory: VerdictHistory,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Get the posture of a tenant',
    description: 'Its scores with what they are made of, what fails, and what is missing to know more.',
  })
  @RequirePermission('compliance:read')
  @Returns(TenantPosture)
  @Problems(notFound)
  get(@Param('organizationId') organizationId: string, @Param('tenantId') tenantId: string) {
    return this.postures.get(organizationId, tenantId)
  }

  @Get('verdicts')
  @ApiOperation({
    summary: 'List the verdicts of a tenant',
    description: 'With the evidence; failures first, then the most severe.',
  })
  @RequirePermission('compliance:read')
  @Returns(TenantVerdictPage)
  @Problems(notFound, validationFailed)
  verdicts(
    @Param('organizationId') organizationId: string,
    @Param('tenantId') tenantId: string,
    @Query({ schema: TenantVerdictQuery }) query: z.output<typeof TenantVerdictQuery>,
  ) {
    return this.postures.verdicts(organizationId, tenantId, query)
  }

  @Get('history')
  @ApiOperation({
    summary: 'List the scores of a tenant over time',
    description: 'One for each assessment, latest first.',
  })
  @RequirePermission('compliance:read')
  @Returns(HistoryPage)
  @Problems(notFound, validationFailed)
  history(
    @Param('organizationId') organizationId: string,
    @Param('tenantId') tenantId: string,
    @Query({ schema: HistoryQuery }) query: z.output<typeof HistoryQuery>,
  ) {
    return this.postures.history(organizationId, tenantId, query)
  }

  @Get('changes')
  @ApiOperation({
    summary: 'Explain what an assessment found otherwise than the one before',
    description: 'Each verdict that turned, with the changed objects that the control looks at and who changed them.',
  })
  @RequirePermission('compliance:read')
  @Returns(VerdictChanges)
  @Problems(notFound, validationFailed)
  changes(
    @Param('organizationId') organizationId: string,
    @Param('tenantId') tenantId: string,
    @Query({ schema: ChangesQuery }) { assessment }: z.output<typeof ChangesQuery>,
  ) {
    return this.verdictHistory.explain(
      organizationId,
      tenantId,
      assessment === undefined ? undefined : Number(assessment),
    )
  }
}
