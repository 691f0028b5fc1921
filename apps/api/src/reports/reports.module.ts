import { Module } from '@nestjs/common'
import { AssessmentsModule } from '../assessments/assessments.module.js'
import { CatalogueModule } from '../assessments/catalogue.module.js'
import { ComplianceModule } from '../compliance/compliance.module.js'
import { ProvidersModule } from '../providers/providers.module.js'
import { ReportLoader } from './load-report.js'
import { ReportsController } from './reports.controller.js'
import { Reports } from './reports.service.js'

/** What leaves the house on paper and in files: how tenants stand, and by which evidence. */
@Module({
  imports: [AssessmentsModule, CatalogueModule, ComplianceModule, ProvidersModule],
  controllers: [ReportsController],
  providers: [ReportLoader, Reports],
})
export class ReportsModule {}
