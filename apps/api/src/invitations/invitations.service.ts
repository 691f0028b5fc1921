import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import { Audit } from '../audit/audit.js'
import { Database } from '../database/database.js'
import type { Actor } from '../http/authentication.js'
import { notFound } from '../http/errors.js'
import { decodeCursor, toPage, type PageQuery } from '../http/pages.js'
import { alreadyMember } from '../members/members.errors.js'
import { requireGrant } from '../members/members.service.js'
import { Membership } from '../members/membership.entity.js'
import { hashToken, newToken } from '../sessions/token.js'
import type { InvitationView, NewInvitation, SentInvitation } from './invitation.dto.js'
import { Invitation } from './invitation.entity.js'

const VALID_DAYS = 7

/** Invites people into an organization. Nothing is sent: whoever invites hands the link over. */
@Injectable()
export class Invitations {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Newest first. */
  page(actor: Actor, organizationId: string, { limit, cursor }: z.output<typeof PageQuery>) {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, z.tuple([z.iso.datetime(), z.uuid()]))
    return this.database.inOrganization(organizationId, async (tx) => {
      const query = tx
        .createQueryBuilder(Invitation, 'invitation')
        .where('invitation.organization_id = :organizationId', { organizationId })
        .orderBy({ 'invitation.created_at': 'DESC', 'invitation.id': 'DESC' })
        .limit(limit + 1)
      if (after) {
        query.andWhere('(invitation.created_at, invitation.id) < (:createdAt, :id)', {
          createdAt: after[0],
          id: after[1],
        })
      }
      const page = toPage(await query.getMany(), limit, ({ createdAt, id }) => [createdAt.toISOString(), id])
      return { ...page, items: page.items.map((invitation) => toView(invitation, actor)) }
    })
  }

  /** Invites an address; a new invitation to the same address replaces the one before. `origin` is where the link leads. */
  create(
    actor: Actor,
    organizationId: string,
    { email, role }: NewInvitation,
    origin: string,
  ): Promise<SentInvitation> {
    requireGrant(actor, role)
    const token = newToken()
    const id = randomUUID()
    return this.database.inOrganization(organizationId, async (tx) => {
      await refuseMember(tx, organizationId, email)
      const before = await tx.findOneBy(Invitation, { organizationId, email })
      if (before) requireGrant(actor, before.role)
      await tx
        .createQueryBuilder()
        .insert()
        .into(Invitation)
        .values({
          id,
          organizationId,
          email,
          role,
          tokenHash: hashToken(token),
          invitedByKind: actor.kind,
          invitedById: actor.id,
          invitedByName: actor.name,
          expiresAt: new Date(Date.now() + VALID_DAYS * 24 * 60 * 60 * 1000),
        })
        .orUpdate(
          [
            'id',
            'role',
            'token_hash',
            'invited_by_kind',
            'invited_by_id',
            'invited_by_name',
            'created_at',
            'expires_at',
          ],
          ['organization_id', 'email'],
        )
        .execute()
      const invitation = await tx.findOneByOrFail(Invitation, { id, organizationId })
      await this.audit.record(tx, {
        actor,
        action: 'member.invited',
        subject: { kind: 'invitation', id, name: email },
        summary: `${actor.name} invited ${email} as ${role}.`,
        details: { role, expiresAt: invitation.expiresAt },
      })
      return { ...toView(invitation, actor), email, link: `${origin}/invitations/${token}` }
    })
  }

  /** Withdraws an invitation: its link no longer works. */
  withdraw(actor: Actor, organizationId: string, id: string): Promise<void> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const invitation = await tx.findOneBy(Invitation, { id, organizationId })
      if (!invitation) throw notFound({ what: 'invitation' })
      requireGrant(actor, invitation.role)
      await tx.delete(Invitation, { id })
      await this.audit.record(tx, {
        actor,
        action: 'invitation.withdrawn',
        subject: { kind: 'invitation', id, name: invitation.email },
        summary: `${actor.name} withdrew the invitation of ${invitation.email}.`,
      })
    })
  }
}

async function refuseMember(tx: EntityManager, organizationId: string, email: string): Promise<void> {
  if (await tx.existsBy(Membership, { organizationId, user: { email } })) throw alreadyMember({ email })
}

function toView(invitation: Invitation, actor: Actor): InvitationView {
  return {
    id: invitation.id,
    email: actor.permissions.includes('personalData:read') ? invitation.email : null,
    role: invitation.role,
    invitedBy: invitation.invitedByName,
    createdAt: invitation.createdAt.toISOString(),
    expiresAt: invitation.expiresAt.toISOString(),
  }
}
