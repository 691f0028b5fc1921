import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import { Audit } from '../audit/audit.js'
import { Database } from '../database/database.js'
import type { Actor } from '../http/authentication.js'
import { notFound } from '../http/errors.js'
import { decodeCursor, toPage, type PageQuery } from '../http/pages.js'
import { Invitation } from '../invitations/invitation.entity.js'
import { mayGrant, roles, type Role } from '../roles/roles.js'
import type { MemberView } from './member.dto.js'
import { lastOwner, roleTooHigh } from './members.errors.js'
import { Membership } from './membership.entity.js'

/** Who belongs to an organization, and with which role. */
@Injectable()
export class Members {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** In the order they joined. */
  page(actor: Actor, organizationId: string, { limit, cursor }: z.output<typeof PageQuery>) {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, z.tuple([z.iso.datetime(), z.uuid()]))
    return this.database.inOrganization(organizationId, async (tx) => {
      const query = members(tx, organizationId)
        .orderBy({ 'membership.joined_at': 'ASC', 'membership.user_id': 'ASC' })
        .limit(limit + 1)
      if (after) {
        query.andWhere('(membership.joined_at, membership.user_id) > (:joinedAt, :userId)', {
          joinedAt: after[0],
          userId: after[1],
        })
      }
      const page = toPage(await query.getMany(), limit, ({ joinedAt, userId }) => [joinedAt.toISOString(), userId])
      return { ...page, items: page.items.map((membership) => toView(membership, actor)) }
    })
  }

  /** Holds from the member's next request on. */
  changeRole(actor: Actor, organizationId: string, userId: string, role: Role): Promise<MemberView> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const member = await lockForChange(tx, actor, organizationId, userId)
      requireGrant(actor, role)
      const before = member.role
      if (before !== role) {
        if (before === 'owner') await requireAnotherOwner(tx, member)
        await tx.update(Membership, { organizationId, userId }, { role })
        await withdrawInvitations(tx, organizationId, userId, role)
        await this.audit.record(tx, {
          actor,
          action: 'member.roleChanged',
          subject: { kind: 'user', id: userId, name: member.user.name },
          summary: `${actor.name} changed the role of ${member.user.name} from ${before} to ${role}.`,
          details: { before, after: role },
        })
      }
      return toView(Object.assign(member, { role }), actor)
    })
  }

  /** Ends a membership. The person may stay a member elsewhere. */
  remove(actor: Actor, organizationId: string, userId: string): Promise<void> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const member = await lockForChange(tx, actor, organizationId, userId)
      if (member.role === 'owner') await requireAnotherOwner(tx, member)
      await tx.delete(Membership, { organizationId, userId })
      await withdrawInvitations(tx, organizationId, userId)
      await this.audit.record(tx, {
        actor,
        action: 'member.removed',
        subject: { kind: 'user', id: userId, name: member.user.name },
        summary: `${actor.name} removed ${member.user.name}, who was ${member.role}.`,
        details: { role: member.role },
      })
    })
  }
}

/** Refuses to hand out a role with permissions that the actor lacks. */
export function requireGrant(actor: Actor, role: Role): void {
  if (!mayGrant(actor.permissions, roles[role].permissions)) throw roleTooHigh({ what: `The role ${role}` })
}

function members(tx: EntityManager, organizationId: string) {
  return tx
    .createQueryBuilder(Membership, 'membership')
    .innerJoinAndSelect('membership.user', 'user')
    .where('membership.organization_id = :organizationId', { organizationId })
}

/** The owners' rows are always locked first, in one order, so that the last two owners cannot both leave at once. */
async function lockForChange(tx: EntityManager, actor: Actor, organizationId: string, userId: string) {
  await tx.query(
    `select 1 from memberships where organization_id = $1 and (role = 'owner' or user_id = $2) order by user_id for update`,
    [organizationId, userId],
  )
  const member = await members(tx, organizationId).andWhere('membership.user_id = :userId', { userId }).getOne()
  if (!member) throw notFound({ what: 'member' })
  requireGrant(actor, member.role)
  return member
}

async function requireAnotherOwner(tx: EntityManager, { organizationId, user }: Membership): Promise<void> {
  const owners = await tx.countBy(Membership, { organizationId, role: 'owner' })
  if (owners < 2) throw lastOwner({ name: user.name })
}

/** An invitation must not give what the one who sent it could no longer give. */
async function withdrawInvitations(
  tx: EntityManager,
  organizationId: string,
  userId: string,
  newRole?: Role,
): Promise<void> {
  const sent = await tx.findBy(Invitation, { organizationId, invitedByKind: 'user', invitedById: userId })
  const left = newRole === undefined ? [] : roles[newRole].permissions
  const tooMuch = sent.filter(({ role }) => !left.includes('members:write') || !mayGrant(left, roles[role].permissions))
  for (const { id } of tooMuch) await tx.delete(Invitation, { id })
}

function toView({ userId, user, role, joinedAt, lastSeenAt }: Membership, actor: Actor): MemberView {
  const personal = actor.permissions.includes('personalData:read')
  return {
    userId,
    name: user.name,
    email: personal ? user.email : null,
    role,
    joinedAt: joinedAt.toISOString(),
    lastSeenAt: personal ? (lastSeenAt?.toISOString() ?? null) : null,
  }
}
