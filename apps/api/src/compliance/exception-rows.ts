import type { EntityManager } from 'typeorm'
import type { Catalogue } from '../assessments/catalogue.js'
import type { Actor } from '../http/authentication.js'
import { notFound } from '../http/errors.js'
import type { Approvers } from './approvers.js'
import type { Exception, exceptionStatuses } from './exceptions.dto.js'
import type { Who } from './who.dto.js'

export type ExceptionStatus = (typeof exceptionStatuses)[number]

/** An exception as it is stored, with what it is now: time alone ends it. */
export interface ExceptionRow {
  id: string
  control: string
  tenant_ids: string[] | null
  reason: string
  compensating_control: string
  parameters: Record<string, unknown> | null
  status: ExceptionStatus
  expires_at: Date
  requested_by: Who
  requested_at: Date
  /** As text, exact enough to go on from. */
  position: string
  decided_by: Who | null
  decided_at: Date | null
  decision_note: string
  sole_approver: boolean
  ended_by: Who | null
  ended_at: Date | null
  end_note: string
  renews: string | null
  renewed_by: string | null
  tenants: { id: string; name: string }[]
}

/** SQL: what an exception `e` is now. */
export const STATUS_NOW = `case when e.status = 'active' and e.expires_at <= now() then 'expired' else e.status end`

/** SQL: exceptions as {@link ExceptionRow}. */
export const SELECT_EXCEPTIONS = `select e.*, ${STATUS_NOW} as status,
    to_char(e.requested_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US') as position,
    (select r.id from exceptions r where r.renews = e.id and r.status = 'requested') as renewed_by,
    coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) order by lower(t.name), t.id)
      from tenants t where t.id = any(e.tenant_ids)), '[]') as tenants
  from exceptions e`

/** The exception with this id, locked until the transaction ends if asked for. Throws `not_found`. */
export async function exceptionRow(tx: EntityManager, id: string, { lock = false } = {}): Promise<ExceptionRow> {
  if (lock) await tx.query('select 1 from exceptions where id = $1 for update', [id])
  const [row] = await tx.query<ExceptionRow[]>(`${SELECT_EXCEPTIONS} where e.id = $1`, [id])
  if (!row) throw notFound({ what: 'exception' })
  return row
}

/** What a control is called, also when it is no longer there. */
export function controlRef(catalogue: Catalogue, id: string): Exception['control'] {
  const control = catalogue.controls.get(id)?.control
  return { id, title: control?.title ?? id, area: control?.area ?? '', severity: control?.severity ?? 'low' }
}

/** An exception as it is shown to an actor. */
export function exceptionView(
  row: ExceptionRow,
  { catalogue, approvers, actor }: { catalogue: Catalogue; approvers: Approvers; actor: Actor },
): Exception {
  return {
    id: row.id,
    control: controlRef(catalogue, row.control),
    tenants: row.tenant_ids && row.tenants,
    reason: row.reason,
    compensatingControl: row.compensating_control,
    parameters: row.parameters,
    status: row.status,
    expiresAt: row.expires_at.toISOString(),
    requestedBy: row.requested_by,
    requestedAt: row.requested_at.toISOString(),
    decidedBy: row.decided_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decisionNote: row.decision_note,
    soleApprover: row.sole_approver,
    endedBy: row.ended_by,
    endedAt: row.ended_at?.toISOString() ?? null,
    endNote: row.end_note,
    renews: row.renews,
    renewedBy: row.renewed_by,
    decision: decisionFor(row, approvers, actor),
  }
}

function decisionFor(row: ExceptionRow, approvers: Approvers, actor: Actor): Exception['decision'] {
  if (row.status !== 'requested') return { allowed: false, why: 'It is not waiting for a decision.' }
  if (!actor.permissions.includes('compliance:approve')) {
    return { allowed: false, why: 'Your role may not approve exceptions.' }
  }
  const refusal = approvers.refusal(actor, row.requested_by)
  return refusal ? { allowed: false, why: refusal.why } : { allowed: true, why: null }
}
