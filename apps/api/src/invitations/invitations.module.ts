import { Module } from '@nestjs/common'
import { SessionsModule } from '../sessions/sessions.module.js'
import { InvitationLinksController } from './invitation-links.controller.js'
import { InvitationLinks } from './invitation-links.js'
import { InvitationsController } from './invitations.controller.js'
import { Invitations } from './invitations.service.js'

@Module({
  imports: [SessionsModule],
  controllers: [InvitationsController, InvitationLinksController],
  providers: [Invitations, InvitationLinks],
})
export class InvitationsModule {}
