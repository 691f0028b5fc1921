import { Module } from '@nestjs/common'
import { ProvidersModule } from '../providers/providers.module.js'
import { AttentionController } from './attention.controller.js'

/** What needs a person. */
@Module({ imports: [ProvidersModule], controllers: [AttentionController] })
export class AttentionModule {}
