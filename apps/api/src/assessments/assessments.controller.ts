import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import type { z } from 'zod'
import { CurrentActor, RequirePermission } from '../http/access.js'
import type { Actor } from '../http/authentication.js'
import { ApiOperation, ApiTags } from '../http/documentation.js'
import { notFound, validationFailed } from '../http/errors.js'
import { Idempotent } from '../http/idempotency.js'
import { Problems, Returns } from '../http/returns.js'
import { nothingMatches } from '../tenants/tenants.errors.js'
import { assessmentEnded, assessmentUnderWay, nothingToJudge } from './assessments.errors.js'
import {
  Assessment,
  AssessmentPage,
  AssessmentPreview,
  AssessmentQuery,
  PreviewQuery,
  StartAssessment,
  TenantAssessmentPage,
  TenantAssessmentQuery,
} from './assessments.dto.js'
import { AssessmentsService } from './assessments.service.js'

@ApiTags('Compliance')
@Controller('api/v1/organizations/:organizationId/assessments')
export class AssessmentsController {
  constructor(private readonly assessments: AssessmentsService) {}

  @Post()
  @HttpCode(202)
  @Idempotent()
  @ApiOperation({
    summary: 'Assess tenants',
    description:
      'Reads each tenant and judges what was read, in the background. A failure of one stops no other. What several frameworks ask for is read once.',
  })
  @RequirePermission('compliance:run')
  @Returns(Assessment, { status: 202 })
  @Problems(validationFailed, nothingMatches, nothingToJudge)
  start(
    @Param('organizationId') organizationId: string,
    @CurrentActor() actor: Actor,
    @Body({ schema: StartAssessment }) body: StartAssessment,
  ) {
    return this.assessments.start(organizationId, actor, body)
  }

  @Get()
  @ApiOperation({ summary: 'List assessments', description: 'Latest first.' })
  @RequirePermission('compliance:read')
  @Returns(AssessmentPage)
  @Problems(validationFailed)
  list(
    @Param('organizationId') organizationId: string,
    @Query({ schema: AssessmentQuery }) query: z.output<typeof AssessmentQuery>,
  ) {
    return this.assessments.list(organizationId, query)
  }

  @Get('preview')
  @ApiOperation({
    summary: 'Preview an assessment',
    description: 'How many tenants and controls it would be, and how long that usually takes here. Starts nothing.',
  })
  @RequirePermission('compliance:read')
  @Returns(AssessmentPreview)
  @Problems(validationFailed, nothingMatches, nothingToJudge)
  preview(
    @Param('organizationId') organizationId: string,
    @Query({ schema: PreviewQuery }) query: z.output<typeof PreviewQuery>,
  ) {
    return this.assessments.preview(organizationId, query)
  }

  @Get(':assessmentId')
  @ApiOperation({ summary: 'Get an assessment', description: 'With how many tenants are how far, and what is left.' })
  @RequirePermission('compliance:read')
  @Returns(Assessment)
  @Problems(notFound)
  get(@Param('organizationId') organizationId: string, @Param('assessmentId') id: string) {
    return this.assessments.get(organizationId, id)
  }

  @Get(':assessmentId/tenants')
  @ApiOperation({ summary: 'List the tenants of an assessment', description: 'In the order they are worked on.' })
  @RequirePermission('compliance:read')
  @Returns(TenantAssessmentPage)
  @Problems(notFound, validationFailed)
  tenants(
    @Param('organizationId') organizationId: string,
    @Param('assessmentId') id: string,
    @Query({ schema: TenantAssessmentQuery }) query: z.output<typeof TenantAssessmentQuery>,
  ) {
    return this.assessments.tenants(organizationId, id, query)
  }

  @Post(':assessmentId/cancel')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Cancel an assessment',
    description: 'Tenants that are done stay done; of the others nothing changes.',
  })
  @RequirePermission('compliance:run')
  @Returns(Assessment)
  @Problems(notFound, assessmentEnded)
  cancel(
    @Param('organizationId') organizationId: string,
    @Param('assessmentId') id: string,
    @CurrentActor() actor: Actor,
  ) {
    return this.assessments.cancel(organizationId, actor, id)
  }

  @Post(':assessmentId/retry')
  @HttpCode(202)
  @Idempotent()
  @ApiOperation({
    summary: 'Assess again the tenants that failed',
    description: 'In a new assessment with the same frameworks, scope and evidence.',
  })
  @RequirePermission('compliance:run')
  @Returns(Assessment, { status: 202 })
  @Problems(notFound, assessmentUnderWay, nothingMatches)
  retry(
    @Param('organizationId') organizationId: string,
    @Param('assessmentId') id: string,
    @CurrentActor() actor: Actor,
  ) {
    return this.assessments.retry(organizationId, actor, id)
  }
}
