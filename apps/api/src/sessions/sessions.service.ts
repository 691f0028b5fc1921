import { randomUUID } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import { Not, type EntityManager } from 'typeorm'
import type { Client } from '../authentication/client.js'
import type { Person } from '../authentication/person.js'
import { CONFIG, type Config } from '../config/config.js'
import { Database, type Presented } from '../database/database.js'
import { notFound } from '../http/errors.js'
import { Membership } from '../members/membership.entity.js'
import { roles } from '../roles/roles.js'
import { User } from '../users/user.entity.js'
import { ABSOLUTE_SECONDS, endOf, IDLE_SECONDS, SEEN_EVERY_SECONDS } from './lifetime.js'
import { PersonalAudit } from './personal-audit.js'
import type { OwnSessionList, SessionView } from './session.dto.js'
import { Session } from './session.entity.js'
import { readSessionCookie } from './session-cookie.js'
import { hashToken, newToken } from './token.js'

/** A session that has just begun: what it shows, and the token that opens it, for the cookie alone. */
export interface StartedSession {
  token: string
  view: SessionView
}

const ALIVE = `session.last_seen_at > now() - make_interval(secs => ${IDLE_SECONDS}) and session.expires_at > now()`

/** Sessions: begins, finds and ends them. */
@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly audit: PersonalAudit,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Begins a session for someone whose password was right. */
  start(user: Pick<User, 'id' | 'name'>, client: Client): Promise<StartedSession> {
    return this.database.withPresented(this.presented(user.id, client), async (tx) => {
      const started = await this.insert(tx, user.id, client)
      await this.audit.record(tx, user, {
        action: 'session.started',
        summary: `${user.name} signed in.`,
        details: { ip: client.ip },
      })
      return started
    })
  }

  /** What a transaction must present that begins a session with {@link insert}. */
  presented(userId: string, client: Client): Presented {
    const previous = readSessionCookie(this.config, client.cookie)
    return { userId, ...(previous !== undefined && { sessionHash: hashToken(previous) }) }
  }

  /**
   * Begins a session under a token never seen before, and ends the one the browser had. Part of a transaction that records
   * what led to it.
   */
  async insert(tx: EntityManager, userId: string, client: Client): Promise<StartedSession> {
    const { sessionHash } = this.presented(userId, client)
    if (sessionHash !== undefined) await tx.delete(Session, { tokenHash: sessionHash })
    await tx.query(`delete from sessions session where user_id = $1 and not (${ALIVE})`, [userId])
    const now = Date.now()
    const token = newToken()
    const session = {
      id: randomUUID(),
      userId,
      tokenHash: hashToken(token),
      authenticatedAt: new Date(now),
      lastSeenAt: new Date(now),
      expiresAt: new Date(now + ABSOLUTE_SECONDS * 1000),
      ip: client.ip,
      userAgent: client.userAgent,
    }
    await tx.insert(Session, session)
    const user = await tx.findOneByOrFail(User, { id: userId })
    return { token, view: await describe(tx, user, session.authenticatedAt, endOf(session)) }
  }

  /** Who holds the token of a living session. */
  async find(token: string): Promise<Person | undefined> {
    const tokenHash = hashToken(token)
    return this.database.withPresented({ sessionHash: tokenHash }, async (tx) => {
      const session = await tx
        .createQueryBuilder(Session, 'session')
        .innerJoinAndSelect('session.user', 'user')
        .where(`session.token_hash = :tokenHash and ${ALIVE}`, { tokenHash })
        .getOne()
      if (!session) return undefined
      const now = new Date()
      if (now.getTime() - session.lastSeenAt.getTime() > SEEN_EVERY_SECONDS * 1000) {
        session.lastSeenAt = now
        await tx.update(Session, { id: session.id }, { lastSeenAt: now })
      }
      const { user, authenticatedAt } = session
      return {
        kind: 'user',
        id: user.id,
        name: user.name,
        email: user.email,
        permissions: [],
        session: { id: session.id, authenticatedAt, endsAt: endOf(session) },
      }
    })
  }

  /** What the session of a person shows. */
  view(person: Person): Promise<SessionView> {
    const { authenticatedAt, endsAt } = person.session
    return this.database.asUser(person.id, (tx) => describe(tx, person, authenticatedAt, endsAt))
  }

  /** The living sessions of a person, newest first. */
  list(person: Person): Promise<OwnSessionList> {
    return this.database.asUser(person.id, async (tx) => {
      const sessions = await tx
        .createQueryBuilder(Session, 'session')
        .where(`session.user_id = :userId and ${ALIVE}`, { userId: person.id })
        .orderBy('session.authenticated_at', 'DESC')
        .getMany()
      return {
        items: sessions.map((session) => ({
          id: session.id,
          current: session.id === person.session.id,
          authenticatedAt: session.authenticatedAt.toISOString(),
          lastSeenAt: session.lastSeenAt.toISOString(),
          expiresAt: endOf(session).toISOString(),
          ip: session.ip,
          userAgent: session.userAgent,
        })),
        nextCursor: null,
      }
    })
  }

  /** Ends one session of a person, at once. */
  end(person: Person, sessionId: string): Promise<void> {
    return this.database.asUser(person.id, async (tx) => {
      const { affected } = await tx.delete(Session, { id: sessionId, userId: person.id })
      if (!affected) throw notFound({ what: 'session' })
      const own = sessionId === person.session.id
      await this.audit.record(tx, person, {
        action: 'session.ended',
        summary: own ? `${person.name} signed out.` : `${person.name} ended another session of theirs.`,
      })
    })
  }

  /** Ends all sessions of a person but the one they are using. */
  endOthers(person: Person): Promise<void> {
    return this.database.asUser(person.id, async (tx) => {
      const { affected } = await tx.delete(Session, { userId: person.id, id: Not(person.session.id) })
      if (!affected) return
      await this.audit.record(tx, person, {
        action: 'session.ended',
        summary: `${person.name} ended all other sessions of theirs.`,
        details: { count: affected },
      })
    })
  }
}

/** A session as its user sees it. The transaction works as the user. */
async function describe(
  tx: EntityManager,
  user: Pick<User, 'id' | 'name' | 'email'>,
  authenticatedAt: Date,
  endsAt: Date,
): Promise<SessionView> {
  const memberships = await tx.find(Membership, {
    where: { userId: user.id },
    relations: { organization: true },
    order: { organization: { name: 'asc' }, organizationId: 'asc' },
  })
  return {
    user: { id: user.id, name: user.name, email: user.email },
    memberships: memberships.map(({ organization, role }) => ({
      organizationId: organization.id,
      organizationName: organization.name,
      organizationKind: organization.kind,
      role,
      permissions: [...roles[role].permissions],
    })),
    expiresAt: endsAt.toISOString(),
    authenticatedAt: authenticatedAt.toISOString(),
  }
}
