import { Module } from '@nestjs/common'
import { ApiKeysController } from './api-keys.controller.js'
import { ApiKeys } from './api-keys.service.js'
import { PresentedKeys } from './presented-keys.js'

@Module({ controllers: [ApiKeysController], providers: [ApiKeys, PresentedKeys], exports: [ApiKeys, PresentedKeys] })
export class ApiKeysModule {}
