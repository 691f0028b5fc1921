import { Module } from '@nestjs/common'
import { RolesController } from '../roles/roles.controller.js'
import { MembersController } from './members.controller.js'
import { Members } from './members.service.js'

@Module({ controllers: [MembersController, RolesController], providers: [Members] })
export class MembersModule {}
