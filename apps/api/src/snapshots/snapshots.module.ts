import { Module } from '@nestjs/common'
import { CatalogueModule } from '../assessments/catalogue.module.js'
import { ParameterValuesModule } from '../compliance/parameter-values.module.js'
import { ConnectionsModule } from '../connections/connections.module.js'
import { ProvidersModule } from '../providers/providers.module.js'
import { ChangeSeeker } from './change-seeker.js'
import { DataAccessController } from './data-access.controller.js'
import { DataAccessOfTenants } from './data-access.service.js'
import { ReadingConnections } from './reading-connections.js'
import { ResourceCatalogue } from './resource-catalogue.js'
import { ResourceReader } from './resource-reader.js'
import { SnapshotDiff } from './snapshot-diff.js'
import { SnapshotFacts } from './snapshot-facts.js'
import { SnapshotFiles } from './snapshot-files.js'
import { SnapshotRetention } from './snapshot-retention.js'
import { SnapshotRunner } from './snapshot-runner.js'
import { SnapshotTaker } from './snapshot-taker.js'
import { SnapshotWork } from './snapshot-work.js'
import { SnapshotsController } from './snapshots.controller.js'
import { Snapshots } from './snapshots.service.js'
import { TrialsController } from './trials.controller.js'
import { Trials } from './trials.service.js'

/** What was read of tenants, and when. */
@Module({
  imports: [CatalogueModule, ConnectionsModule, ParameterValuesModule, ProvidersModule],
  controllers: [SnapshotsController, TrialsController, DataAccessController],
  providers: [
    ChangeSeeker,
    DataAccessOfTenants,
    ReadingConnections,
    ResourceCatalogue,
    ResourceReader,
    SnapshotDiff,
    SnapshotFacts,
    SnapshotFiles,
    SnapshotRetention,
    SnapshotRunner,
    SnapshotTaker,
    SnapshotWork,
    Snapshots,
    Trials,
  ],
  exports: [ResourceCatalogue, SnapshotDiff, SnapshotFacts, SnapshotTaker],
})
export class SnapshotsModule {}
