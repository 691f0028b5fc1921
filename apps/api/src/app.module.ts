import { Module, type DynamicModule } from '@nestjs/common'
import { AuditModule } from './audit/audit.module.js'
import { HttpModule } from './http/http.module.js'
import { JobsModule } from './jobs/jobs.module.js'
import { ObservabilityModule } from './observability/observability.module.js'
import { PlatformModule, type Platform } from './platform.module.js'

/** All rooms of the house. */
@Module({ imports: [HttpModule, AuditModule, JobsModule, ObservabilityModule] })
export class AppModule {
  static with(platform: Platform): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.with(platform)] }
  }
}
