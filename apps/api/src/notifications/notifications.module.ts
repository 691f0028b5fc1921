import { Global, Module } from '@nestjs/common'
import { MailDelivery } from './mail-delivery.js'
import { MailServers } from './mail-servers.js'
import { MailTests } from './mail-test.js'
import { MessageList } from './message-list.js'
import { NoticeList } from './notice-list.js'
import { NoticeRetention } from './notice-retention.js'
import { NoticesController } from './notices.controller.js'
import { Notices } from './notices.js'
import { Outbox } from './outbox.js'
import { NotificationRules } from './rules.service.js'
import { NotificationSettingsController } from './settings.controller.js'

/** Tells people what needs them: in the console, by e-mail, and to programs as a feed. */
@Global()
@Module({
  controllers: [NoticesController, NotificationSettingsController],
  providers: [
    Notices,
    NoticeList,
    NotificationRules,
    MessageList,
    MailServers,
    MailTests,
    Outbox,
    MailDelivery,
    NoticeRetention,
  ],
  exports: [Notices],
})
export class NotificationsModule {}
