import { randomUUID } from 'node:crypto'
import { Injectable, Logger, Optional } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { isDatabaseAway } from '../database/database-away.js'
import type { Actor } from '../http/authentication.js'
import { currentRequestId } from '../http/request-context.js'
import { Metrics } from '../observability/metrics.js'
import { auditUnavailable } from './audit.errors.js'
import { GENESIS, hashOf, type ChainedEvent } from './chain.js'

/** What to record. */
export interface AuditEntry {
  actor: Pick<Actor, 'kind' | 'id' | 'name'>
  /** What was done, `thing.done`, e.g. `member.invited`. */
  action: string
  /** What it was done to, under the name it had then. */
  subject: { kind: string; id: string; name: string }
  /** The connection it concerns, if one. */
  connectionId?: string
  /** Whether it worked. `success` unless said. */
  result?: 'success' | 'failure'
  /** A plain sentence for people, e.g. `Ada invited bo@example.com as operator.` */
  summary: string
  /** Facts for machines. Never a secret. */
  details?: Record<string, unknown>
  /** Taken from the request being served unless given. */
  requestId?: string
}

/** The actor of what happens by itself. */
export const SYSTEM: Pick<Actor, 'kind' | 'id' | 'name'> = { kind: 'system', id: 'system', name: 'Tenantry' }

/** Writes the audit log: in the transaction of what it records, each entry chained to the one before by its hash. */
@Injectable()
export class Audit {
  private readonly logger = new Logger('Audit')

  constructor(@Optional() private readonly metrics?: Metrics) {}

  /**
   * Records an entry in the organization of the transaction. Entries of an organization queue up from here to the end of the
   * transaction, so record last. Throws `audit_unavailable` when the log does not take it: let the transaction fail.
   */
  async record(tx: EntityManager, entry: AuditEntry): Promise<void> {
    await this.recordAll(tx, [entry])
  }

  /** Records entries in their order, in as few statements as one. */
  async recordAll(tx: EntityManager, entries: readonly AuditEntry[]): Promise<void> {
    if (entries.length === 0) return
    try {
      await this.append(tx, entries)
    } catch (error) {
      if (isDatabaseAway(error)) throw error
      this.logger.error(error, 'The audit log cannot be written, so changes are refused')
      this.metrics?.auditFailures.inc()
      throw auditUnavailable({}, { cause: error })
    }
  }

  /** Takes the organization's place in line now, for what has to be in the order in which transactions end. */
  async lineUp(tx: EntityManager): Promise<void> {
    await lockHead(tx)
  }

  private async append(tx: EntityManager, entries: readonly AuditEntry[]): Promise<void> {
    const { organizationId, at, ...head } = await lockHead(tx)
    let last = head
    const rows = entries.map((entry) => {
      const event: ChainedEvent = {
        organizationId,
        sequence: last.sequence + 1,
        id: randomUUID(),
        at: at.toISOString(),
        actor: { kind: entry.actor.kind, id: storable(entry.actor.id), name: storable(entry.actor.name) },
        action: entry.action,
        subject: { kind: entry.subject.kind, id: storable(entry.subject.id), name: storable(entry.subject.name) },
        connectionId: entry.connectionId ?? null,
        result: entry.result ?? 'success',
        summary: storable(entry.summary),
        details: storableFacts(entry.details ?? {}),
        requestId: entry.requestId ?? currentRequestId() ?? null,
        previousHash: last.hash,
      }
      last = { sequence: event.sequence, hash: hashOf(event) }
      return { ...event, hash: last.hash }
    })
    await tx.query(
      `insert into audit_events (organization_id, sequence, id, at, actor_kind, actor_id, actor_name, action, subject_kind,
         subject_id, subject_name, connection_id, result, summary, details, request_id, previous_hash, hash)
       select "organizationId", sequence, id, at, actor ->> 'kind', actor ->> 'id', actor ->> 'name', action,
         subject ->> 'kind', subject ->> 'id', subject ->> 'name', "connectionId", result, summary, details, "requestId",
         "previousHash", hash
       from jsonb_to_recordset($1::jsonb) as given("organizationId" uuid, sequence bigint, id uuid, at timestamptz,
         actor jsonb, action text, subject jsonb, "connectionId" uuid, result text, summary text, details jsonb,
         "requestId" text, "previousHash" text, hash text)`,
      [JSON.stringify(rows)],
    )
    await tx.query('update audit_heads set sequence = $2, hash = $3 where organization_id = $1', [
      organizationId,
      last.sequence,
      last.hash,
    ])
  }
}

/** Takes the organization's place in line: whoever records next waits for this transaction to end. */
async function lockHead(
  tx: EntityManager,
): Promise<{ organizationId: string; at: Date; sequence: number; hash: string }> {
  await tx.query(
    `insert into audit_heads (organization_id, sequence, hash)
     values (current_setting('app.organization_id')::uuid, 0, $1) on conflict do nothing`,
    [GENESIS],
  )
  const [head] = await tx.query<{ organizationId: string; at: Date; sequence: string; hash: string }[]>(
    `select organization_id as "organizationId", sequence, hash, date_trunc('milliseconds', clock_timestamp()) as at
     from audit_heads where organization_id = current_setting('app.organization_id')::uuid for update`,
  )
  if (!head) throw new Error('The head of the audit log is missing')
  return { ...head, sequence: Number(head.sequence) }
}

/** PostgreSQL takes neither NUL nor half a surrogate pair in a text. */
function storable(text: string): string {
  return Buffer.from(text.replaceAll('\0', '')).toString('utf8')
}

/** Facts as a reader will get them back, so that what is hashed is what is stored. */
function storableFacts(details: Record<string, unknown>): Record<string, unknown> {
  const text = JSON.stringify(details, (_, value: unknown) => (typeof value === 'string' ? storable(value) : value))
  return JSON.parse(text) as Record<string, unknown>
}
