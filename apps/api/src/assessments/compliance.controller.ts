import { Controller, Get, Param, Query } from '@nestjs/common'
import type { z } from 'zod'
import { RequirePermission } from '../http/access.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound, validationFailed } from '../http/errors.js'
import { Problems, Returns } from '../http/returns.js'
import {
  ControlDetail,
  ControlList,
  ControlPackList,
  ControlQuery,
  FrameworkDetail,
  FrameworkList,
} from './catalogue.dto.js'
import { ControlsService } from './controls.service.js'
import { Matrix, MatrixQuery, Overview, OverviewQuery } from './fleet.dto.js'
import { FrameworksService } from './frameworks.service.js'
import { MatrixService } from './matrix.service.js'
import { OverviewService } from './overview.service.js'
import { ControlVerdictPage, ControlVerdictQuery } from './verdicts.dto.js'

@ApiTags('Compliance')
@Controller('api/v1/organizations/:organizationId/compliance')
export class ComplianceController {
  constructor(
    private readonly frameworks: FrameworksService,
    private readonly controls: ControlsService,
    private readonly overviews: OverviewService,
    private readonly matrices: MatrixService,
  ) {}

  @Get('overview')
  @ApiOperation({
    summary: 'Get the posture of all tenants',
    description: 'Who is worst, what changed, and what is the next best fix by its effect over all tenants.',
  })
  @RequirePermission('compliance:read')
  @Returns(Overview)
  @Problems(notFound, validationFailed)
  overview(
    @Param('organizationId') organizationId: string,
    @Query({ schema: OverviewQuery }) query: z.output<typeof OverviewQuery>,
  ) {
    return this.overviews.get(organizationId, query)
  }

  @Get('matrix')
  @ApiOperation({
    summary: 'Get tenants by areas or controls',
    description: 'Rows of tenants, page by page; each cell is how the tenant stands in that area or by that control.',
  })
  @RequirePermission('compliance:read')
  @Returns(Matrix)
  @Problems(validationFailed)
  matrix(
    @Param('organizationId') organizationId: string,
    @Query({ schema: MatrixQuery }) query: z.output<typeof MatrixQuery>,
  ) {
    return this.matrices.get(organizationId, query)
  }

  @Get('frameworks')
  @ApiOperation({
    summary: 'List frameworks',
    description: 'Of the providers that are switched on and of control packs, each with the score over all tenants.',
  })
  @RequirePermission('compliance:read')
  @Returns(FrameworkList)
  listFrameworks(@Param('organizationId') organizationId: string) {
    return this.frameworks.list(organizationId)
  }

  @Get('frameworks/:frameworkId')
  @ApiOperation({
    summary: 'Get a framework',
    description: 'Its requirements and controls; a requirement is as well as the worst of its controls.',
  })
  @RequirePermission('compliance:read')
  @Returns(FrameworkDetail)
  @Problems(notFound)
  getFramework(@Param('organizationId') organizationId: string, @Param('frameworkId') id: string) {
    return this.frameworks.get(organizationId, id)
  }

  @Get('controls')
  @ApiOperation({ summary: 'List controls', description: 'Most severe first, each with how tenants stand by it.' })
  @RequirePermission('compliance:read')
  @Returns(ControlList)
  @Problems(validationFailed)
  listControls(
    @Param('organizationId') organizationId: string,
    @Query({ schema: ControlQuery }) query: z.output<typeof ControlQuery>,
  ) {
    return this.controls.list(organizationId, query)
  }

  @Get('controls/:controlId')
  @ApiOperation({
    summary: 'Get a control',
    description:
      'What it wants and why, what it looks at, what to do about a failure, and which requirements it answers.',
  })
  @RequirePermission('compliance:read')
  @Returns(ControlDetail)
  @Problems(notFound)
  getControl(@Param('organizationId') organizationId: string, @Param('controlId') id: string) {
    return this.controls.get(organizationId, id)
  }

  @Get('controls/:controlId/verdicts')
  @ApiOperation({
    summary: 'List how tenants stand by a control',
    description: 'With the evidence; failures first, then by name.',
  })
  @RequirePermission('compliance:read')
  @Returns(ControlVerdictPage)
  @Problems(notFound, validationFailed)
  verdicts(
    @Param('organizationId') organizationId: string,
    @Param('controlId') id: string,
    @Query({ schema: ControlVerdictQuery }) query: z.output<typeof ControlVerdictQuery>,
  ) {
    return this.controls.verdicts(organizationId, id, query)
  }

  @Get('control-packs')
  @ApiOperation({
    summary: 'List control packs',
    description: 'Folders of controls that the operator of the installation keeps, and why some are not used.',
  })
  @RequirePermission('compliance:read')
  @Returns(ControlPackList)
  packs() {
    return this.controls.packList()
  }
}
