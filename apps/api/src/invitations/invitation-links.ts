import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { Audit } from '../audit/audit.js'
import type { Client } from '../authentication/client.js'
import { Database } from '../database/database.js'
import { ValidationError } from '../http/problem.js'
import { alreadyMember } from '../members/members.errors.js'
import { Membership } from '../members/membership.entity.js'
import { Sessions, type StartedSession } from '../sessions/sessions.service.js'
import { SignInWithPassword } from '../sessions/sign-in.service.js'
import { hashToken } from '../sessions/token.js'
import { newAccount, type NewAccount } from '../users/new-account.js'
import { User } from '../users/user.entity.js'
import type { Acceptance, OpenedInvitation } from './invitation.dto.js'
import { Invitation } from './invitation.entity.js'
import { invitationInvalid } from './invitations.errors.js'

/** What an invited person does with the link. */
@Injectable()
export class InvitationLinks {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly sessions: Sessions,
    private readonly signIn: SignInWithPassword,
  ) {}

  /** Shows what the link offers. */
  open(token: string): Promise<OpenedInvitation> {
    const invitationHash = hashToken(token)
    return this.database.withPresented({ invitationHash }, async (tx) => {
      const { organizationId, email, role, expiresAt } = await find(tx, invitationHash)
      await this.database.enter(tx, organizationId)
      const { organization } = await tx.findOneOrFail(Invitation, {
        where: { tokenHash: invitationHash },
        relations: { organization: true },
      })
      return {
        organizationName: organization.name,
        email,
        role,
        expiresAt: expiresAt.toISOString(),
        userExists: await tx.existsBy(User, { email }),
      }
    })
  }

  /** Joins with the account of the invited address, or with a new one, and signs in. */
  async accept(token: string, given: Acceptance, client: Client): Promise<StartedSession> {
    const invitationHash = hashToken(token)
    const { email } = await this.database.withPresented({ invitationHash }, (tx) => find(tx, invitationHash))
    const exists = await this.database.outside((tx) => tx.existsBy(User, { email }))
    const account = exists ? undefined : await newAccount({ ...given, email })
    const user = account ?? (await this.existing(email, given, client))
    const presented = { invitationHash, ...this.sessions.presented(user.id, client) }
    return this.database.withPresented(presented, async (tx) => {
      const invitation = await find(tx, invitationHash)
      const { organizationId } = invitation
      await this.database.enter(tx, organizationId)
      // Of two who use a link at the same time, one gets to delete it.
      const { affected } = await tx.delete(Invitation, { id: invitation.id })
      if (!affected) throw invitationInvalid({})
      if (account) await insertUser(tx, account)
      if (await tx.existsBy(Membership, { organizationId, userId: user.id })) throw alreadyMember({ email })
      await tx.insert(Membership, { organizationId, userId: user.id, role: invitation.role })
      const started = await this.sessions.insert(tx, user.id, client)
      await this.audit.record(tx, {
        actor: { kind: 'user', id: user.id, name: user.name },
        action: 'member.joined',
        subject: { kind: 'user', id: user.id, name: user.name },
        summary: `${user.name} accepted the invitation of ${invitation.invitedByName} and joined as ${invitation.role}.`,
        details: { email, role: invitation.role, invitationId: invitation.id, newAccount: !exists },
      })
      return started
    })
  }

  private async existing(email: string, { password }: Acceptance, client: Client): Promise<Pick<User, 'id' | 'name'>> {
    const user = await this.signIn.check(email, password, client)
    if (!user) throw new ValidationError([{ path: 'password', message: 'This is not the password of this account.' }])
    return { id: user.id, name: user.name }
  }
}

async function find(tx: EntityManager, tokenHash: string): Promise<Invitation> {
  const invitation = await tx
    .createQueryBuilder(Invitation, 'invitation')
    .where('invitation.token_hash = :tokenHash and invitation.expires_at > now()', { tokenHash })
    .getOne()
  if (!invitation) throw invitationInvalid({})
  return invitation
}

async function insertUser(tx: EntityManager, user: NewAccount): Promise<void> {
  const { raw } = await tx.createQueryBuilder().insert().into(User).values(user).orIgnore().returning('id').execute()
  if (Array.isArray(raw) && raw.length === 1) return
  throw new ValidationError([
    { path: 'password', message: 'An account with this address exists now: enter its password.' },
  ])
}
