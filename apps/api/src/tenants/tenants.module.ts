import { Module } from '@nestjs/common'
import { ConnectionsModule } from '../connections/connections.module.js'
import { ProvidersModule } from '../providers/providers.module.js'
import { SimulatorModule } from '../simulator/simulator.module.js'
import { BulkConsentProof } from './bulk-consent-proof.js'
import { BulkConsentWork } from './bulk-consent-work.js'
import { BulkConsentsController } from './bulk-consents.controller.js'
import { BulkConsents } from './bulk-consents.service.js'
import { CapabilitiesController } from './capabilities.controller.js'
import { CapabilitiesService } from './capabilities.service.js'
import { ConsentController } from './consent.controller.js'
import { ConsentRequests } from './consent-requests.js'
import { ConsentVisits } from './consent-visits.js'
import { HandoverLinks } from './handover-links.js'
import { ProviderLinks } from './provider-links.js'
import { RunVerifier } from './run-verifier.js'
import { ServedTenants } from './served-tenants.js'
import { TenantFactsController } from './tenant-facts.controller.js'
import { TenantFactsService } from './tenant-facts.service.js'
import { TenantFindings } from './tenant-findings.js'
import { TenantGroupsController } from './tenant-groups.controller.js'
import { TenantGroups } from './tenant-groups.service.js'
import { TenantNotices } from './tenant-notices.js'
import { TenantRefreshController } from './tenant-refresh.controller.js'
import { TenantRefresh } from './tenant-refresh.service.js'
import { TenantRunner } from './tenant-runner.js'
import { TenantRunsController } from './tenant-runs.controller.js'
import { TenantRunsService } from './tenant-runs.service.js'
import { TenantRuns } from './tenant-runs.js'
import { TenantVerifier } from './tenant-verifier.js'
import { TenantWatch } from './tenant-watch.js'
import { TenantsController } from './tenants.controller.js'
import { TenantsService } from './tenants.service.js'

/** The tenants that connections reach, and how far each is. */
@Module({
  imports: [ConnectionsModule, ProvidersModule, SimulatorModule],
  controllers: [
    TenantsController,
    TenantRunsController,
    ConsentController,
    CapabilitiesController,
    BulkConsentsController,
    TenantFactsController,
    TenantGroupsController,
    TenantRefreshController,
  ],
  providers: [
    BulkConsentProof,
    BulkConsentWork,
    BulkConsents,
    CapabilitiesService,
    ConsentRequests,
    ConsentVisits,
    HandoverLinks,
    ProviderLinks,
    RunVerifier,
    ServedTenants,
    TenantFactsService,
    TenantFindings,
    TenantGroups,
    TenantNotices,
    TenantRefresh,
    TenantRunner,
    TenantRuns,
    TenantRunsService,
    TenantVerifier,
    TenantWatch,
    TenantsService,
  ],
})
export class TenantsModule {}
