import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { ChainedEvent } from './chain.js'

/** An entry of the audit log at rest. */
@Entity('audit_events')
export class AuditEvent {
  @PrimaryColumn({ name: 'organization_id', type: 'uuid' })
  organizationId: string

  @PrimaryColumn({ type: 'bigint', transformer: { from: Number, to: (value: unknown) => value } })
  sequence: number

  @Column({ type: 'uuid' })
  id: string

  @Column({ type: 'timestamptz' })
  at: Date

  @Column({ name: 'actor_kind' })
  actorKind: string

  @Column({ name: 'actor_id' })
  actorId: string

  @Column({ name: 'actor_name' })
  actorName: string

  @Column()
  action: string

  @Column({ name: 'subject_kind' })
  subjectKind: string

  @Column({ name: 'subject_id' })
  subjectId: string

  @Column({ name: 'subject_name' })
  subjectName: string

  @Column({ name: 'connection_id', type: 'uuid', nullable: true })
  connectionId: string | null

  @Column()
  result: string

  @Column()
  summary: string

  @Column({ type: 'jsonb' })
  details: object

  @Column({ name: 'request_id', type: 'text', nullable: true })
  requestId: string | null

  @Column({ name: 'previous_hash' })
  previousHash: string

  @Column()
  hash: string
}

/** The entry in the shape that is hashed and exported. */
export function toChained(row: AuditEvent): ChainedEvent & { hash: string } {
  return {
    organizationId: row.organizationId,
    sequence: row.sequence,
    id: row.id,
    at: row.at.toISOString(),
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    action: row.action,
    subject: { kind: row.subjectKind, id: row.subjectId, name: row.subjectName },
    connectionId: row.connectionId,
    result: row.result,
    summary: row.summary,
    details: row.details as Record<string, unknown>,
    requestId: row.requestId,
    previousHash: row.previousHash,
    hash: row.hash,
  }
}
