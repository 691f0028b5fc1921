import { Module } from '@nestjs/common'
import { ConnectionsModule } from '../connections/connections.module.js'
import { ProvidersModule } from '../providers/providers.module.js'
import { ReadingConnections } from './reading-connections.js'
import { ResourceCatalogue } from './resource-catalogue.js'
import { ResourceReader } from './resource-reader.js'
import { SnapshotDiff } from './snapshot-diff.js'
import { SnapshotFacts } from './snapshot-facts.js'
import { SnapshotRunner } from './snapshot-runner.js'
import { SnapshotTaker } from './snapshot-taker.js'
import { SnapshotWork } from './snapshot-work.js'
import { SnapshotsController } from './snapshots.controller.js'
import { Snapshots } from './snapshots.service.js'

/** What was read of tenants, and when. */
@Module({
  imports: [ConnectionsModule, ProvidersModule],
  controllers: [SnapshotsController],
  providers: [
    ReadingConnections,
    ResourceCatalogue,
    ResourceReader,
    SnapshotDiff,
    SnapshotFacts,
    SnapshotRunner,
    SnapshotTaker,
    SnapshotWork,
    Snapshots,
  ],
  exports: [ResourceCatalogue, SnapshotDiff, SnapshotFacts, SnapshotTaker],
})
export class SnapshotsModule {}
