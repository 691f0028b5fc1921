import { Module } from '@nestjs/common'
import { SessionsModule } from '../sessions/sessions.module.js'
import { MeController } from './me.controller.js'
import { Me } from './me.service.js'

@Module({ imports: [SessionsModule], controllers: [MeController], providers: [Me] })
export class UsersModule {}
