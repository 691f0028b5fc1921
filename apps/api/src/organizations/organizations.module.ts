import { Module } from '@nestjs/common'
import { OrganizationsController } from './organizations.controller.js'
import { Organizations } from './organizations.service.js'

@Module({ controllers: [OrganizationsController], providers: [Organizations], exports: [Organizations] })
export class OrganizationsModule {}
