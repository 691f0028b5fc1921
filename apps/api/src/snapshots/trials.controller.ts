import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common'
import { RequirePermission } from '../http/access.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound, validationFailed } from '../http/errors.js'
import { Problems, Returns } from '../http/returns.js'
import { snapshotUnfinished } from './snapshots.errors.js'
import { Trial, TrialResult } from './trials.dto.js'
import { Trials } from './trials.service.js'

@ApiTags('Snapshots')
@Controller('api/v1/organizations/:organizationId/tenants/:tenantId/snapshots/:number/trials')
export class TrialsController {
  constructor(private readonly trials: Trials) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Try controls on an edited copy of a snapshot',
    description: 'What each says of what was read, and what it would say with the changes. Nothing is kept.',
  })
  @RequirePermission('compliance:read')
  @Returns(TrialResult)
  @Problems(notFound, validationFailed, snapshotUnfinished)
  judge(
    @Param('organizationId') organizationId: string,
    @Param('tenantId') tenantId: string,
    @Param('number') number: string,
    @Body({ schema: Trial }) body: Trial,
  ) {
    return this.trials.judge(organizationId, tenantId, number, body)
  }
}
