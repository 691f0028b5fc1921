import { Global, Module } from '@nestjs/common'
import { Notices } from './notices.js'

/** Tells people what needs them. */
@Global()
@Module({ providers: [Notices], exports: [Notices] })
export class NotificationsModule {}
