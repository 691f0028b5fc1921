import { Module } from '@nestjs/common'
import { CatalogueModule } from '../assessments/catalogue.module.js'
import { ProvidersModule } from '../providers/providers.module.js'
import { SnapshotsModule } from '../snapshots/snapshots.module.js'
import { AttestationFiles } from './attestation-files.js'
import { Attestations } from './attestations.service.js'
import { BrandingController } from './branding.controller.js'
import { Branding } from './branding.service.js'
import { ExceptionDecisions } from './exception-decisions.js'
import { ExceptionExpiry } from './exception-expiry.js'
import { ExceptionOffers } from './exception-offers.js'
import { ExceptionsController } from './exceptions.controller.js'
import { Exceptions } from './exceptions.service.js'
import { FleetScores } from './fleet-scores.js'
import { ManualNotices } from './manual-notices.js'
import { ManualWorkController } from './manual-work.controller.js'
import { ManualWork } from './manual-work.service.js'
import { ParameterValuesModule } from './parameter-values.module.js'
import { ParametersController } from './parameters.controller.js'
import { Parameters } from './parameters.service.js'
import { ProviderScoreFacts } from './provider-score-facts.js'
import { ProviderScoresController } from './provider-scores.controller.js'
import { ProviderScores } from './provider-scores.service.js'
import { QuestionAnswers } from './question-answers.js'
import { QuestionSchedule } from './question-schedule.js'
import { QuestionsController } from './questions.controller.js'
import { Questions } from './questions.service.js'

/** What people decide about controls, and what they ask of all tenants at once. */
@Module({
  imports: [CatalogueModule, ParameterValuesModule, ProvidersModule, SnapshotsModule],
  controllers: [
    ParametersController,
    ExceptionsController,
    ManualWorkController,
    QuestionsController,
    ProviderScoresController,
    BrandingController,
  ],
  providers: [
    AttestationFiles,
    Attestations,
    Branding,
    ExceptionDecisions,
    ExceptionExpiry,
    ExceptionOffers,
    Exceptions,
    FleetScores,
    ManualNotices,
    ManualWork,
    Parameters,
    ProviderScoreFacts,
    ProviderScores,
    QuestionAnswers,
    QuestionSchedule,
    Questions,
  ],
  exports: [Branding],
})
export class ComplianceModule {}
