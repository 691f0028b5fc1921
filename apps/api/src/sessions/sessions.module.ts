import { Module } from '@nestjs/common'
import { OwnSessionsController } from './own-sessions.controller.js'
import { PersonalAudit } from './personal-audit.js'
import { SessionsController } from './sessions.controller.js'
import { Sessions } from './sessions.service.js'
import { SignInAllowance } from './sign-in-allowance.js'
import { SignInWithPassword } from './sign-in.service.js'

/** Offers sessions, and the one way to check a password. */
@Module({
  controllers: [SessionsController, OwnSessionsController],
  providers: [Sessions, SignInWithPassword, SignInAllowance, PersonalAudit],
  exports: [Sessions, SignInWithPassword, PersonalAudit],
})
export class SessionsModule {}
