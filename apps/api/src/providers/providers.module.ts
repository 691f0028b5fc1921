import { Module } from '@nestjs/common'
import { ProviderRegistry } from './provider-registry.js'
import { ProviderSwitches } from './provider-switches.js'
import { ProvidersController } from './providers.controller.js'
import { ProvidersService } from './providers.service.js'

/** Offers the loaded plugins and which of them an organization uses. */
@Module({
  controllers: [ProvidersController],
  providers: [ProviderRegistry, ProviderSwitches, ProvidersService],
  exports: [ProviderRegistry, ProviderSwitches],
})
export class ProvidersModule {}
