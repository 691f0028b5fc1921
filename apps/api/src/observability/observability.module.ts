import { Module } from '@nestjs/common'
import { HealthController } from './health.controller.js'

/** What an operator watches. */
@Module({ controllers: [HealthController] })
export class ObservabilityModule {}
