import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { Audit } from '../audit/audit.js'
import { Events } from '../events/events.js'
import { planDeliveries } from './delivery-plan.js'
import {
  noticeKinds,
  type FactsOf,
  type KindOfNotice,
  type NoticeKind,
  type NoticeSubject,
  type Severity,
  type Topic,
} from './notice-kinds.js'

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
    // The table keeps facts and texts of a kind together; TypeScript loses that at the index.
    const declared = noticeKinds[kind] as unknown as KindOfNotice<FactsOf<K>>
    const step = declared.once?.(facts)
    if (declared.once && step === undefined) return false
    const once = step === undefined ? null : `${kind}:${subject.id}:${step}`
    const topic = declared.topic ? `${declared.topic}:${subject.id}` : null
    if (await isTold(tx, kind, topic, once)) return false
    await this.audit.lineUp(tx)
    // Whoever was before us in line may have told it.
    if (await isTold(tx, kind, topic, once)) return false

    if (topic !== null) {
      await tx.query(
        'update notices set resolved_at = $2, superseded = true where topic = $1 and resolved_at is null',
        [topic, now],
      )
    }
    const severity = typeof declared.severity === 'function' ? declared.severity(facts) : declared.severity
    const connectionId = subject.kind === 'connection' ? subject.id : (subject.connectionId ?? null)
    const tenantId = subject.kind === 'tenant' ? subject.id : null
    const [stored] = await tx.query<[{ id: string; organization_id: string }]>(
      `insert into notices (id, organization_id, kind, severity, subject_kind, subject_id, subject_name, connection_id,
         tenant_id, topic, once, title, detail, fix, path, facts, happened_at)
       values ($1, current_setting('app.organization_id')::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
       returning id, organization_id`,
      [
        randomUUID(),
        kind,
        severity,
        subject.kind,
        subject.id,
        subject.name,
        connectionId,
        tenantId,
        topic,
        once,
        oneLine(declared.title(subject.name, facts)),
        oneLine(declared.detail(facts, subject.name)),
        oneLine(typeof declared.fix === 'function' ? declared.fix(facts) : declared.fix),
        declared.path(subject),
        JSON.stringify(facts),
        now,
      ],
    )
    await planDeliveries(tx, {
      id: stored.id,
      organizationId: stored.organization_id,
      kind,
      severity,
      tenantId,
      happenedAt: now,
      settleSeconds: declared.settleSeconds ?? 0,
    })
    await this.events.publishWith(tx, stored.organization_id, 'notice.created', { id: stored.id, kind, severity })
    return true
  }

  /** Says that a thing is as it should be again. Answers since when it had not been, or undefined when nothing was open. */
  async resolve(tx: EntityManager, topic: Topic, subjectId: string, now = new Date()): Promise<Date | undefined> {
    const [resolved] = await this.end(tx, 'topic = $2', `${topic}:${subjectId}`, now)
    return resolved?.happened_at
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
    value: string,
    now: Date,
  ): Promise<{ id: string; organization_id: string; happened_at: Date }[]> {
    const [ended] = await tx.query<[{ id: string; organization_id: string; happened_at: Date }[], number]>(
      `update notices set resolved_at = $1 where ${which} and topic is not null and resolved_at is null
       returning id, organization_id, happened_at`,
      [now, value],
    )
    for (const { id, organization_id: organizationId } of ended) {
      await this.events.publishWith(tx, organizationId, 'notice.changed', { id })
    }
    return ended
  }
}

async function isTold(
  tx: EntityManager,
  kind: NoticeKind,
  topic: string | null,
  once: string | null,
): Promise<boolean> {
  const [told] = await tx.query<object[]>(
    once === null
      ? 'select from notices where topic = $1 and kind = $2 and resolved_at is null'
      : 'select from notices where once = $1 and kind = $2',
    [once ?? topic, kind],
  )
  return told !== undefined
}

/** Names come from outside: what is one line stays one. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
