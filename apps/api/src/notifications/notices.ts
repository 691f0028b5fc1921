import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { Audit } from '../audit/audit.js'
import { Events } from '../events/events.js'
import { planDeliveries } from './delivery-plan.js'
import type { FactsOf, NoticeKind, NoticeSubject, Severity, Topic } from './notice-kinds.js'
import { draftOf, inRounds, type NoticeDraft, type NoticeEntry } from './notice-drafts.js'

/** A notice as it was just stored. */
export interface StoredNotice {
  id: string
  organizationId: string
  kind: NoticeKind
  severity: Severity
  tenantId: string | null
  happenedAt: Date
  settleSeconds: number
}

/** Tells people of what happened: in the transaction of what they tell of, each thing once. E-mail follows by a job. */
@Injectable()
export class Notices {
  constructor(
    private readonly audit: Audit,
    private readonly events: Events,
  ) {}

  /**
   * Tells of something in the organization of the transaction, unless it was told already: while a notice of this kind about
   * the same thing is open, or, for steps and single events, once ever. Call it each time the cause is seen. Answers whether
   * it was told now.
   */
  async record<K extends NoticeKind>(
    tx: EntityManager,
    kind: K,
    subject: NoticeSubject,
    facts: FactsOf<K>,
    now = new Date(),
  ): Promise<boolean> {
    // The table keeps a kind and its facts together; TypeScript loses that here.
    return (await this.recordAll(tx, [{ kind, subject, facts } as NoticeEntry], now)) === 1
  }

  /** Tells of many things as if one after the other, in as few statements as one. Answers how many were told now. */
  async recordAll(tx: EntityManager, entries: readonly NoticeEntry[], now = new Date()): Promise<number> {
    let told = 0
    for (const drafts of inRounds(entries.flatMap(draftOf))) told += await this.tell(tx, drafts, now)
    return told
  }

  /** Tells of things that have nothing to do with each other. */
  private async tell(tx: EntityManager, drafts: readonly NoticeDraft[], now: Date): Promise<number> {
    const untold = await withoutTold(tx, drafts)
    if (untold.length === 0) return 0
    await this.audit.lineUp(tx)
    // Whoever was before us in line may have told it.
    const fresh = await withoutTold(tx, untold)
    if (fresh.length === 0) return 0

    const topics = fresh.flatMap(({ topic }) => (topic === null ? [] : [topic]))
    if (topics.length > 0) {
      await tx.query(
        'update notices set resolved_at = $2, superseded = true where topic = any($1) and resolved_at is null',
        [topics, now],
      )
    }
    const notices = fresh.map(({ settleSeconds, ...draft }) => ({ row: { id: randomUUID(), ...draft }, settleSeconds }))
    const [stored] = await tx.query<[{ organization_id: string }]>(
      `insert into notices (id, organization_id, kind, severity, subject_kind, subject_id, subject_name, connection_id,
         tenant_id, topic, once, title, detail, fix, path, facts, happened_at)
       select given.id, current_setting('app.organization_id')::uuid, kind, severity, subject ->> 'kind', subject ->> 'id',
         subject ->> 'name', "connectionId", "tenantId", topic, once, title, detail, fix, path, facts, $2
       from rows from (jsonb_to_recordset($1::jsonb) as (id uuid, kind text, severity text, subject jsonb,
         "connectionId" uuid, "tenantId" uuid, topic text, once text, title text, detail text, fix text, path text,
         facts jsonb)) with ordinality as given(id, kind, severity, subject, "connectionId", "tenantId", topic, once,
         title, detail, fix, path, facts, position)
       order by position
       returning organization_id`,
      [JSON.stringify(notices.map(({ row }) => row)), now],
    )
    const { organization_id: organizationId } = stored
    await planDeliveries(
      tx,
      notices.map(({ row: { id, kind, severity, tenantId }, settleSeconds }) => ({
        id,
        organizationId,
        kind,
        severity,
        tenantId,
        happenedAt: now,
        settleSeconds,
      })),
    )
    const created = notices.map(({ row: { id, kind, severity } }) => ({ id, kind, severity }))
    await this.events.publishAllWith(tx, organizationId, 'notice.created', created)
    return notices.length
  }

  /** Says that a thing is as it should be again. Answers since when it had not been, or undefined when nothing was open. */
  async resolve(tx: EntityManager, topic: Topic, subjectId: string, now = new Date()): Promise<Date | undefined> {
    const [resolved] = await this.end(tx, 'topic = any($2)', [`${topic}:${subjectId}`], now)
    return resolved?.happened_at
  }

  /** Says the same of many things. */
  async resolveAll(
    tx: EntityManager,
    things: readonly { topic: Topic; subjectId: string }[],
    now = new Date(),
  ): Promise<void> {
    if (things.length === 0) return
    const topics = things.map(({ topic, subjectId }) => `${topic}:${subjectId}`)
    await this.end(tx, 'topic = any($2)', topics, now)
  }

  /** Closes all that is open about a connection and its tenants: nobody looks at them any more. */
  async resolveConnection(tx: EntityManager, connectionId: string, now = new Date()): Promise<void> {
    await this.end(tx, 'connection_id = $2', connectionId, now)
  }

  /** Closes all that is open about a tenant. */
  async resolveTenant(tx: EntityManager, tenantId: string, now = new Date()): Promise<void> {
    await this.end(tx, 'tenant_id = $2', tenantId, now)
  }

  private async end(
    tx: EntityManager,
    which: string,
    value: string | readonly string[],
    now: Date,
  ): Promise<{ happened_at: Date }[]> {
    const [ended] = await tx.query<[{ id: string; organization_id: string; happened_at: Date }[], number]>(
      `update notices set resolved_at = $1 where ${which} and topic is not null and resolved_at is null
       returning id, organization_id, happened_at`,
      [now, value],
    )
    const [first] = ended
    if (first) {
      const changes = ended.map(({ id }) => ({ id }))
      await this.events.publishAllWith(tx, first.organization_id, 'notice.changed', changes)
    }
    return ended
  }
}

/** Those of which no notice tells yet. */
async function withoutTold(tx: EntityManager, drafts: readonly NoticeDraft[]): Promise<NoticeDraft[]> {
  const rows = await tx.query<{ position: string }[]>(
    `select position from unnest($1::text[], $2::text[], $3::text[]) with ordinality
       as given(kind, topic, once, position)
     where given.once is null and exists (
         select from notices n where n.topic = given.topic and n.kind = given.kind and n.resolved_at is null)
       or exists (select from notices n where n.once = given.once and n.kind = given.kind)`,
    [drafts.map(({ kind }) => kind), drafts.map(({ topic }) => topic), drafts.map(({ once }) => once)],
  )
  const told = new Set(rows.map(({ position }) => Number(position) - 1))
  return drafts.filter((_, index) => !told.has(index))
}
