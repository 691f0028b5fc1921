import { Module } from '@nestjs/common'
import { ParameterValuesModule } from '../compliance/parameter-values.module.js'
import { SnapshotsModule } from '../snapshots/snapshots.module.js'
import { AssessmentRunner } from './assessment-runner.js'
import { AssessmentRuns } from './assessment-runs.js'
import { AssessmentStart } from './assessment-start.js'
import { AssessmentsController } from './assessments.controller.js'
import { AssessmentsService } from './assessments.service.js'
import { CatalogueModule } from './catalogue.module.js'
import { ComplianceController } from './compliance.controller.js'
import { ControlsService } from './controls.service.js'
import { FrameworksService } from './frameworks.service.js'
import { MatrixService } from './matrix.service.js'
import { OverviewService } from './overview.service.js'
import { PostureService } from './posture.service.js'
import { ScheduleClock } from './schedule-clock.js'
import { SchedulesController } from './schedules.controller.js'
import { SchedulesService } from './schedules.service.js'
import { TenantAssessor } from './tenant-assessor.js'
import { TenantComplianceController } from './tenant-compliance.controller.js'
import { VerdictHistory } from './verdict-changes.js'

/** Judging tenants by controls, again and again, and how they stand. */
@Module({
  imports: [CatalogueModule, ParameterValuesModule, SnapshotsModule],
  controllers: [AssessmentsController, SchedulesController, ComplianceController, TenantComplianceController],
  providers: [
    AssessmentRunner,
    AssessmentRuns,
    AssessmentStart,
    AssessmentsService,
    ControlsService,
    FrameworksService,
    MatrixService,
    OverviewService,
    PostureService,
    ScheduleClock,
    SchedulesService,
    TenantAssessor,
    VerdictHistory,
  ],
  exports: [VerdictHistory],
})
export class AssessmentsModule {}
