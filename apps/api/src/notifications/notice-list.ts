import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import { Database } from '../database/database.js'
import { Events } from '../events/events.js'
import type { Actor } from '../http/authentication.js'
import { notFound } from '../http/errors.js'
import { decodeCursor, encodeCursor, toPage } from '../http/pages.js'
import { noticeKinds, severities, type NoticeKind, type Severity } from './notice-kinds.js'
import type { MarkRead, Notice, NoticeCounts, NoticePage, NoticeQuery } from './notices.dto.js'

/** A notice as it is stored, with whether the reader has read it. */
export interface NoticeRow {
  id: string
  sequence: string
  kind: NoticeKind
  severity: Severity
  subject_kind: Notice['subject']['kind']
  subject_id: string
  subject_name: string
  connection_id: string | null
  tenant_id: string | null
  topic: string | null
  title: string
  detail: string
  fix: string
  path: string
  facts: Record<string, unknown>
  happened_at: Date
  resolved_at: Date | null
  superseded: boolean
}

/** In SQL over `notice`, for the reader `$1`. */
const READ = `(exists (select from notice_reads r where r.notice_id = notice.id and r.reader_id = $1)
  or notice.happened_at < (select joined_at from memberships m
    where m.organization_id = notice.organization_id and m.user_id::text = $1))`
const UNREAD = `coalesce(not ${READ} and not notice.superseded, true)`

const Position = z.tuple([z.number().int()])

/** Reads notices, and remembers who has read which. */
@Injectable()
export class NoticeList {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
  ) {}

  page(actor: Actor, organizationId: string, query: NoticeQuery): Promise<z.output<typeof NoticePage>> {
    const feed = query.after !== undefined
    const params: unknown[] = [actor.id]
    const where: string[] = ['true']
    const add = (condition: (place: string) => string, value: unknown) => {
      params.push(value)
      where.push(condition(`$${params.length}`))
    }
    const from = feed ? (query.after === 'start' ? undefined : query.after) : query.cursor
    if (from !== undefined) {
      const [position] = decodeCursor(from, Position)
      add((place) => `notice.sequence ${feed ? '>' : '<'} ${place}`, position)
    }
    if (query.severity) {
      add((place) => `notice.severity = any(${place})`, severities.slice(0, severities.indexOf(query.severity) + 1))
    }
    if (query.kind) add((place) => `notice.kind = ${place}`, query.kind)
    if (query.connectionId) add((place) => `notice.connection_id = ${place}`, query.connectionId)
    if (query.tenantId) add((place) => `notice.tenant_id = ${place}`, query.tenantId)
    if (query.open) where.push('notice.topic is not null and notice.resolved_at is null')
    if (query.unread) where.push(UNREAD)
    params.push(query.limit + 1)
    return this.database.inOrganization(organizationId, async (tx) => {
      const rows = await tx.query<(NoticeRow & { read: boolean | null })[]>(
        `select notice.*, ${READ} as read from notices notice where ${where.join(' and ')}
         order by notice.sequence ${feed ? 'asc' : 'desc'} limit $${params.length}`,
        params,
      )
      const { items, nextCursor } = toPage(rows, query.limit, ({ sequence }) => [Number(sequence)])
      const last = items.at(-1)
      return {
        items: items.map((row) => viewOf(row, row.superseded || (row.read ?? false))),
        nextCursor: feed ? (last ? encodeCursor([Number(last.sequence)]) : query.after!) : nextCursor,
      }
    })
  }

  counts(actor: Actor, organizationId: string): Promise<z.output<typeof NoticeCounts>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const [counts] = await tx.query<[z.output<typeof NoticeCounts>]>(
        `select count(*) filter (where ${UNREAD})::int as unread,
           count(*) filter (where ${UNREAD} and notice.severity = 'critical')::int as "unreadCritical",
           count(*) filter (where notice.topic is not null and notice.resolved_at is null)::int as open
         from notices notice`,
        [actor.id],
      )
      return counts
    })
  }

  /** Remembers what someone has read. It is theirs alone. */
  async markRead(actor: Actor, organizationId: string, { noticeIds, upTo }: MarkRead): Promise<void> {
    await this.database.inOrganization(organizationId, async (tx) => {
      const which = noticeIds ? 'notice.id = any($2)' : 'notice.sequence <= $2'
      await tx.query(
        `insert into notice_reads (organization_id, notice_id, reader_id)
         select organization_id, id, $1 from notices notice where ${which} and ${UNREAD} on conflict do nothing`,
        [actor.id, noticeIds ?? (await sequenceOf(tx, upTo!))],
      )
    })
    // Other windows of the same person show the same count.
    this.events.publish(organizationId, 'notice.changed', { id: actor.id })
  }
}

async function sequenceOf(tx: EntityManager, id: string): Promise<string> {
  const [row] = await tx.query<{ sequence: string }[]>('select sequence from notices where id = $1', [id])
  if (!row) throw notFound({ what: 'notice' })
  return row.sequence
}

function viewOf(row: NoticeRow, read: boolean): Notice {
  return {
    id: row.id,
    kind: row.kind,
    severity: row.severity,
    state: stateOf(row),
    subject: { kind: row.subject_kind, id: row.subject_id, name: row.subject_name },
    connectionId: row.connection_id,
    tenantId: row.tenant_id,
    title: row.title,
    detail: row.detail,
    fix: row.fix,
    permission: noticeKinds[row.kind].audience,
    path: row.path,
    facts: row.facts,
    happenedAt: row.happened_at.toISOString(),
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    read,
  }
}

/** How a notice stands. */
export function stateOf({
  topic,
  resolved_at: resolvedAt,
  superseded,
}: Pick<NoticeRow, 'topic' | 'resolved_at' | 'superseded'>): Notice['state'] {
  if (topic === null) return 'past'
  if (resolvedAt === null) return 'open'
  return superseded ? 'superseded' : 'resolved'
}
