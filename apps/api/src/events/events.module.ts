import { Global, Module } from '@nestjs/common'
import { EventStreams } from './event-streams.js'
import { EventsController } from './events.controller.js'
import { Events } from './events.js'

/** Tells open pages what changes. */
@Global()
@Module({ controllers: [EventsController], providers: [Events, EventStreams], exports: [Events] })
export class EventsModule {}
