import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { ConnectionRow } from '../connections/connection.entity.js'
import type { NoticeEntry } from '../notifications/notice-drafts.js'
import type { Topic } from '../notifications/notice-kinds.js'
import { Notices } from '../notifications/notices.js'
import type { Onboarding } from './onboarding.js'
import type { ListChange } from './tenant-list.js'
import { endsWithin } from './tenant-query.js'
import type { TenantRow } from './tenant.entity.js'

const DAY_MS = 86_400_000
/** The farthest end that is told. */
const FIRST_DAYS = 60

/** A tenant before a change, and its state after it. */
export interface TenantChange {
  row: Pick<TenantRow, 'id' | 'name' | 'connectionId' | 'onboarding' | 'verifiedAt'>
  after: Onboarding
}

/** What people are told about tenants. */
@Injectable()
export class TenantNotices {
  constructor(private readonly notices: Notices) {}

  /** What looks lost or brought back. Whoever waited for a tenant to become ready gets to know. */
  async changed(tx: EntityManager, changes: readonly TenantChange[]): Promise<void> {
    await this.notices.resolveAll(tx, changes.flatMap(broughtBack))
    await this.notices.recordAll(tx, changes.flatMap(newsOf))
  }

  /** What a new list of a connection's tenants brought. */
  async listed(tx: EntityManager, connection: ConnectionRow, change: ListChange, now: Date): Promise<void> {
    const { id: connectionId } = connection
    const [first, ...more] = change.appeared
    if (first && !change.first) {
      const one = { kind: 'tenant' as const, ...first, connectionId }
      const many = {
        kind: 'connection' as const,
        id: connectionId,
        name: connection.name,
        providerId: connection.providerId,
      }
      await this.notices.record(tx, 'tenant.appeared', more.length === 0 ? one : many, { tenants: change.appeared })
    }
    await this.notices.resolveAll(
      tx,
      change.renewed.map(({ id }) => ({ topic: 'relationship', subjectId: id })),
    )
    await this.notices.recordAll(
      tx,
      [...change.ended, ...change.gone].map(({ id, name, endedAt }) => ({
        kind: 'relationship.ended',
        subject: { kind: 'tenant', id, name, connectionId },
        facts: endedAt === undefined ? {} : { endedAt },
      })),
    )
    await this.ending(tx, now)
  }

  /** Whose relationship ends soon and does not renew itself. Each step is told once, so this may be asked often. */
  async ending(tx: EntityManager, now: Date): Promise<void> {
    const rows = await tx.query<{ id: string; name: string; connection_id: string; relationship_ends_at: Date }[]>(
      `select id, name, connection_id, relationship_ends_at from tenants
       where gone_at is null and ${endsWithin('tenants', FIRST_DAYS)} order by relationship_ends_at`,
    )
    await this.notices.recordAll(
      tx,
      rows.map(({ id, name, connection_id: connectionId, relationship_ends_at: endsAt }) => ({
        kind: 'relationship.ending',
        subject: { kind: 'tenant', id, name, connectionId },
        facts: {
          endsAt: endsAt.toISOString(),
          daysLeft: Math.floor((endsAt.getTime() - now.getTime()) / DAY_MS),
        },
      })),
    )
  }
}

/** What is as it should be again. */
function broughtBack({ row, after }: TenantChange): { topic: Topic; subjectId: string }[] {
  const { consent, mailboxes } = row.onboarding
  const back: Topic[] = []
  if (consent.status === 'revoked' && after.consent.status !== 'revoked') back.push('consent')
  // At the first look there is nothing to bring back.
  if (after.mailboxes.status !== mailboxes.status && isServed(after) && row.verifiedAt !== null) back.push('mailboxes')
  return back.map((topic) => ({ topic, subjectId: row.id }))
}

/** What is lost, and who is ready at last. */
function newsOf({ row, after }: TenantChange): NoticeEntry[] {
  const { consent, mailboxes, readySince } = row.onboarding
  const subject = { kind: 'tenant' as const, id: row.id, name: row.name, connectionId: row.connectionId }
  const news: NoticeEntry[] = []
  if (after.consent.status === 'revoked' && consent.status !== 'revoked') {
    news.push({ kind: 'consent.revoked', subject, facts: { missing: after.consent.missing } })
  }
  if (mailboxes.status === 'working' && !isServed(after)) {
    const { problem } = after.mailboxes
    news.push({ kind: 'mailboxes.lost', subject, facts: problem ? { problem } : {} })
  }
  const awaited = mailboxes.propagatingSince !== undefined || consent.awaitedSince !== undefined
  if (readySince === undefined && after.readySince !== undefined && awaited) {
    news.push({ kind: 'tenant.ready', subject, facts: { since: after.readySince } })
  }
  return news
}

function isServed({ mailboxes: { status } }: Onboarding): boolean {
  return status === 'working' || status === 'notRequired'
}
