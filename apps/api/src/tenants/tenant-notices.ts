import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { ConnectionRow } from '../connections/connection.entity.js'
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

  /** What a look lost or brought back. Whoever waited for a tenant to become ready gets to know. */
  async changed(tx: EntityManager, changes: readonly TenantChange[]): Promise<void> {
    for (const { row, after } of changes) {
      const { consent, mailboxes, readySince } = row.onboarding
      const subject = { kind: 'tenant' as const, id: row.id, name: row.name, connectionId: row.connectionId }
      if (after.consent.status !== consent.status) {
        if (after.consent.status === 'revoked') {
          await this.notices.record(tx, 'consent.revoked', subject, { missing: after.consent.missing })
        } else if (consent.status === 'revoked') await this.notices.resolve(tx, 'consent', row.id)
      }
      if (after.mailboxes.status !== mailboxes.status) {
        const { problem } = after.mailboxes
        if (isServed(after)) {
          // At the first look there is nothing to bring back.
          if (row.verifiedAt !== null) await this.notices.resolve(tx, 'mailboxes', row.id)
        } else if (mailboxes.status === 'working') {
          await this.notices.record(tx, 'mailboxes.lost', subject, problem ? { problem } : {})
        }
      }
      const awaited = mailboxes.propagatingSince !== undefined || consent.awaitedSince !== undefined
      if (readySince === undefined && after.readySince !== undefined && awaited) {
        await this.notices.record(tx, 'tenant.ready', subject, { since: after.readySince })
      }
    }
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
    for (const { id } of change.renewed) await this.notices.resolve(tx, 'relationship', id)
    for (const { id, name, endedAt } of [...change.ended, ...change.gone]) {
      const facts = endedAt === undefined ? {} : { endedAt }
      await this.notices.record(tx, 'relationship.ended', { kind: 'tenant', id, name, connectionId }, facts)
    }
    await this.ending(tx, now)
  }

  /** Whose relationship ends soon and does not renew itself. Each step is told once, so this may be asked often. */
  async ending(tx: EntityManager, now: Date): Promise<void> {
    const rows = await tx.query<{ id: string; name: string; connection_id: string; relationship_ends_at: Date }[]>(
      `select id, name, connection_id, relationship_ends_at from tenants
       where gone_at is null and ${endsWithin('tenants', FIRST_DAYS)} order by relationship_ends_at`,
    )
    for (const { id, name, connection_id: connectionId, relationship_ends_at: endsAt } of rows) {
      const daysLeft = Math.floor((endsAt.getTime() - now.getTime()) / DAY_MS)
      const facts = { endsAt: endsAt.toISOString(), daysLeft }
      await this.notices.record(tx, 'relationship.ending', { kind: 'tenant', id, name, connectionId }, facts)
    }
  }
}

function isServed({ mailboxes: { status } }: Onboarding): boolean {
  return status === 'working' || status === 'notRequired'
}
