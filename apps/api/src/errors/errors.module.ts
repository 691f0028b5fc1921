import { Module } from '@nestjs/common'
import { ProvidersModule } from '../providers/providers.module.js'
import { ErrorCatalogue } from './error-catalogue.js'
import { ErrorsController } from './errors.controller.js'

/** Explains every error. */
@Module({ imports: [ProvidersModule], controllers: [ErrorsController], providers: [ErrorCatalogue] })
export class ErrorsModule {}
