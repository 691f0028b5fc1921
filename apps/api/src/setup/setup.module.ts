import { Module } from '@nestjs/common'
import { ApiKeysModule } from '../api-keys/api-keys.module.js'
import { OrganizationsModule } from '../organizations/organizations.module.js'
import { SessionsModule } from '../sessions/sessions.module.js'
import { BootstrapKey } from './bootstrap-key.js'
import { SetupController } from './setup.controller.js'
import { Setup } from './setup.service.js'

/** The first run. */
@Module({
  imports: [OrganizationsModule, SessionsModule, ApiKeysModule],
  controllers: [SetupController],
  providers: [Setup, BootstrapKey],
  exports: [Setup],
})
export class SetupModule {}
