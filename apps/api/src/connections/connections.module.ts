import { Module } from '@nestjs/common'
import { ProvidersModule } from '../providers/providers.module.js'
import { SimulatorModule } from '../simulator/simulator.module.js'
import { ConnectionChecks } from './connection-checks.js'
import { ConnectionClients } from './connection-clients.js'
import { ConnectionFactsController } from './connection-facts.controller.js'
import { ConnectionFactsService } from './connection-facts.service.js'
import { ConnectionFollowers } from './connection-followers.js'
import { ConnectionSecrets } from './connection-secrets.js'
import { ConnectionsController } from './connections.controller.js'
import { ConnectionsService } from './connections.service.js'
import { CredentialService } from './credential.service.js'
import { HealthSchedule } from './health-schedule.js'
import { Rotations } from './rotations.js'

/** Connections to providers and their health. */
@Module({
  imports: [ProvidersModule, SimulatorModule],
  controllers: [ConnectionsController, ConnectionFactsController],
  providers: [
    ConnectionChecks,
    ConnectionClients,
    ConnectionFactsService,
    ConnectionFollowers,
    ConnectionSecrets,
    ConnectionsService,
    CredentialService,
    HealthSchedule,
    Rotations,
  ],
  exports: [ConnectionClients, ConnectionFollowers, ConnectionsService],
})
export class ConnectionsModule {}
