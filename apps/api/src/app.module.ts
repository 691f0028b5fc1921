import { Module, type DynamicModule, type Type } from '@nestjs/common'
import { ApiKeysModule } from './api-keys/api-keys.module.js'
import { AssessmentsModule } from './assessments/assessments.module.js'
import { AttentionModule } from './attention/attention.module.js'
import { AuditModule } from './audit/audit.module.js'
import { AuthenticationModule } from './authentication/authentication.module.js'
import { ComplianceModule } from './compliance/compliance.module.js'
import { ConnectionsModule } from './connections/connections.module.js'
import { ErrorsModule } from './errors/errors.module.js'
import { EventsModule } from './events/events.module.js'
import { HttpModule } from './http/http.module.js'
import { InvitationsModule } from './invitations/invitations.module.js'
import { JobsModule } from './jobs/jobs.module.js'
import { MembersModule } from './members/members.module.js'
import { NotificationsModule } from './notifications/notifications.module.js'
import { ObservabilityModule } from './observability/observability.module.js'
import { OrganizationsModule } from './organizations/organizations.module.js'
import { PlatformModule, type Platform } from './platform.module.js'
import { ProvidersModule } from './providers/providers.module.js'
import { ReportsModule } from './reports/reports.module.js'
import { SessionsModule } from './sessions/sessions.module.js'
import { SetupModule } from './setup/setup.module.js'
import { SimulatorModule } from './simulator/simulator.module.js'
import { SnapshotsModule } from './snapshots/snapshots.module.js'
import { TenantsModule } from './tenants/tenants.module.js'
import { UsersModule } from './users/users.module.js'

/** All rooms of the house. */
@Module({
  imports: [
    HttpModule,
    AuditModule,
    AuthenticationModule,
    SetupModule,
    SessionsModule,
    UsersModule,
    OrganizationsModule,
    MembersModule,
    InvitationsModule,
    ApiKeysModule,
    JobsModule,
    EventsModule,
    NotificationsModule,
    ErrorsModule,
    ProvidersModule,
    SimulatorModule,
    ConnectionsModule,
    TenantsModule,
    SnapshotsModule,
    AssessmentsModule,
    ComplianceModule,
    ReportsModule,
    AttentionModule,
    ObservabilityModule,
  ],
})
export class AppModule {
  static with(platform: Platform, others: Type[] = []): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.with(platform), ...others] }
  }
}
