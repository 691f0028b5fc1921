import { Global, Module } from '@nestjs/common'
import { HealthController } from './health.controller.js'
import { Redactor } from './redactor.js'

/** What an operator watches. */
@Global()
@Module({ controllers: [HealthController], providers: [Redactor], exports: [Redactor] })
export class ObservabilityModule {}
