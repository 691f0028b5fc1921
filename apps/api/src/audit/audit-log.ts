import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import { Database } from '../database/database.js'
import { decodeCursor, toPage } from '../http/pages.js'
import type { AuditQuery } from './audit.dto.js'
import { AuditEvent, toChained } from './audit-event.entity.js'
import { GENESIS, verifyChain, type ChainedEvent, type ChainHead, type ChainVerdict } from './chain.js'

const BATCH = 1000

/** Reads the audit log. */
@Injectable()
export class AuditLog {
  constructor(private readonly database: Database) {}

  /** One page, newest first. */
  async page(organizationId: string, query: AuditQuery) {
    const rows = await this.database.inOrganization(organizationId, (tx) => find(tx, organizationId, query).getMany())
    const page = toPage(rows, query.limit, (row) => [row.sequence])
    return { ...page, items: page.items.map(toChained) }
  }

  /** Follows the whole chain and compares its end with what is kept beside it. */
  async verify(organizationId: string): Promise<ChainVerdict & { head: ChainHead; checkedAt: string }> {
    const head = await this.head(organizationId)
    const verdict = await verifyChain(this.entries(organizationId, head.last), head)
    return { ...verdict, head: { sequence: head.sequence, hash: head.hash }, checkedAt: new Date().toISOString() }
  }

  /** The log as JSON lines: its entries from the first on, then a checkpoint that tells whether the end was cut off. */
  async *export(organizationId: string): AsyncGenerator<string> {
    const { sequence, hash } = await this.head(organizationId)
    for await (const entry of this.entries(organizationId, sequence)) yield `${JSON.stringify(entry)}\n`
    yield `${JSON.stringify({ checkpoint: { organizationId, sequence, hash, at: new Date().toISOString() } })}\n`
  }

  /** Every organization that has a log. */
  organizations(): Promise<string[]> {
    return this.database.acrossOrganizations(async (tx) => {
      const rows = await tx.query<{ id: string }[]>('select organization_id as id from audit_heads order by 1')
      return rows.map(({ id }) => id)
    })
  }

  /** What the log should end with, and the entry it does end with: read in one statement, so that they belong together. */
  private head(organizationId: string): Promise<ChainHead & { last: number }> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const [row] = await tx.query<{ sequence: string | null; hash: string | null; last: string | null }[]>(
        `select head.sequence, head.hash, (select max(sequence) from audit_events where organization_id = $1) as last
         from (select 1) one left join audit_heads head on head.organization_id = $1`,
        [organizationId],
      )
      return { sequence: Number(row?.sequence ?? 0), hash: row?.hash ?? GENESIS, last: Number(row?.last ?? 0) }
    })
  }

  /** Reads batch by batch, so that neither memory nor a connection is held for the length of the log. */
  private async *entries(organizationId: string, last: number): AsyncGenerator<ChainedEvent & { hash: string }> {
    let position = 0
    while (position < last) {
      const batch = await this.database.inOrganization(organizationId, (tx) =>
        tx
          .createQueryBuilder(AuditEvent, 'event')
          .where('event.organizationId = :organizationId', { organizationId })
          .andWhere('event.sequence > :position and event.sequence <= :last', { position, last })
          .orderBy('event.sequence')
          .limit(BATCH)
          .getMany(),
      )
      yield* batch.map(toChained)
      const end = batch.at(-1)
      if (!end) return
      position = end.sequence
    }
  }
}

function find(tx: EntityManager, organizationId: string, query: AuditQuery) {
  const { actor, action, connectionId, from, to, limit, cursor } = query
  const select = tx
    .createQueryBuilder(AuditEvent, 'event')
    .where('event.organizationId = :organizationId', { organizationId })
    .orderBy('event.sequence', 'DESC')
    .limit(limit + 1)
  if (actor) select.andWhere('event.actorId = :actor', { actor })
  if (action) select.andWhere("(event.action = :action or starts_with(event.action, :action || '.'))", { action })
  if (connectionId) select.andWhere('event.connectionId = :connectionId', { connectionId })
  if (from) select.andWhere('event.at >= :from', { from })
  if (to) select.andWhere('event.at < :to', { to })
  if (cursor) {
    const [before] = decodeCursor(cursor, z.tuple([z.int()]))
    select.andWhere('event.sequence < :before', { before })
  }
  return select
}
