import { Module } from '@nestjs/common'
import { SimulatorController } from './simulator.controller.js'
import { Simulator } from './simulator.js'

/** Offers the simulated cloud, where this server has one. */
@Module({ controllers: [SimulatorController], providers: [Simulator], exports: [Simulator] })
export class SimulatorModule {}
