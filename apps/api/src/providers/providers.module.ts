import { Module } from '@nestjs/common'
import { GuidanceController } from './guidance.controller.js'
import { GuidanceService } from './guidance.service.js'
import { ProviderRegistry } from './provider-registry.js'
import { ProviderSwitches } from './provider-switches.js'
import { ProvidersController } from './providers.controller.js'
import { ProvidersService } from './providers.service.js'

/** Offers the loaded plugins and which of them an organization uses. */
@Module({
  controllers: [ProvidersController, GuidanceController],
  providers: [ProviderRegistry, ProviderSwitches, ProvidersService, GuidanceService],
  exports: [ProviderRegistry, ProviderSwitches],
})
export class ProvidersModule {}
