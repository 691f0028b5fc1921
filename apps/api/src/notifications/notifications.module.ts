import { Global, Module } from '@nestjs/common'
import { NoticeList } from './notice-list.js'
import { NoticesController } from './notices.controller.js'
import { Notices } from './notices.js'

/** Tells people what needs them. */
@Global()
@Module({ controllers: [NoticesController], providers: [Notices, NoticeList], exports: [Notices] })
export class NotificationsModule {}
