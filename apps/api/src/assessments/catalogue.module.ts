import { Module } from '@nestjs/common'
import { ProvidersModule } from '../providers/providers.module.js'
import { Catalogues } from './catalogue.js'
import { ControlPacks } from './control-packs.js'

/** What tenants are judged by. */
@Module({
  imports: [ProvidersModule],
  providers: [Catalogues, ControlPacks],
  exports: [Catalogues, ControlPacks],
})
export class CatalogueModule {}
