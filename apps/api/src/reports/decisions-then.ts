import type { EntityManager } from 'typeorm'
import type { ReportAttestation, ReportException } from './report-model.js'
import type { Pin } from './report-pins.js'
import { inForceAt } from './standings-then.js'

interface Named {
  name: string
}

interface ExceptionRow {
  tenant_id: string
  id: string
  control: string
  in_force: boolean
  reason: string
  compensating_control: string
  requested_by: Named
  requested_at: Date
  decided_by: Named | null
  decided_at: Date | null
  sole_approver: boolean
  expires_at: Date
}

interface AttestationRow {
  tenant_id: string
  id: string
  control: string
  verdict: ReportAttestation['verdict']
  statement: string
  by: Named
  at: Date
  valid_until: Date
  file_name: string | null
  file_sha256: string | null
}

const PINS = `unnest($1::uuid[], $2::timestamptz[]) as p(tenant_id, at)`

/** Exceptions of these tenants that were in force, or waited for approval. */
export async function exceptionsThen(
  tx: EntityManager,
  pins: readonly Pin[],
  controls: readonly string[],
): Promise<(tenantId: string) => ReportException[]> {
  const rows = await tx.query<ExceptionRow[]>(
    `select p.tenant_id, e.id, e.control, ${inForceAt('p.at')} as in_force, e.reason, e.compensating_control, e.requested_by,
       e.requested_at, e.decided_by, e.decided_at, e.sole_approver, e.expires_at
     from ${PINS} join exceptions e on (e.tenant_ids is null or p.tenant_id = any(e.tenant_ids))
     where e.control = any($3::text[]) and (${inForceAt('p.at')}
       or (e.requested_at <= p.at and e.expires_at > p.at and (e.status = 'requested' or e.decided_at > p.at)))
     order by array_position($3::text[], e.control), e.expires_at, e.id`,
    parametersOf(pins, controls),
  )
  return (tenantId) => rows.filter((row) => row.tenant_id === tenantId).map(exceptionOf)
}

function exceptionOf(row: ExceptionRow): ReportException {
  return {
    id: row.id,
    control: row.control,
    status: row.in_force ? 'active' : 'requested',
    reason: row.reason,
    compensatingControl: row.compensating_control === '' ? null : row.compensating_control,
    requestedBy: row.requested_by.name,
    requestedAt: row.requested_at.toISOString(),
    decidedBy: row.in_force ? (row.decided_by?.name ?? null) : null,
    decidedAt: row.in_force ? (row.decided_at?.toISOString() ?? null) : null,
    soleApprover: row.in_force && row.sole_approver,
    expiresAt: row.expires_at.toISOString(),
  }
}

/** What people attested in these tenants that was valid. */
export async function attestationsThen(
  tx: EntityManager,
  pins: readonly Pin[],
  controls: readonly string[],
): Promise<(tenantId: string) => ReportAttestation[]> {
  const rows = await tx.query<AttestationRow[]>(
    `select latest.*, f.name as file_name, f.sha256 as file_sha256 from (
       select distinct on (a.tenant_id, a.control) a.tenant_id, a.id, a.control, a.verdict, a.statement, a.by, a.at,
         a.valid_until, p.at as pinned_at
       from ${PINS} join attestations a on a.tenant_id = p.tenant_id
       where a.control = any($3::text[]) and a.at <= p.at and (a.withdrawn_at is null or a.withdrawn_at > p.at)
       order by a.tenant_id, a.control, a.at desc) latest
     left join attestation_files f on f.attestation_id = latest.id
     where latest.valid_until > latest.pinned_at
     order by array_position($3::text[], latest.control)`,
    parametersOf(pins, controls),
  )
  return (tenantId) => rows.filter((row) => row.tenant_id === tenantId).map(attestationOf)
}

function attestationOf(row: AttestationRow): ReportAttestation {
  return {
    id: row.id,
    control: row.control,
    verdict: row.verdict,
    statement: row.statement,
    by: row.by.name,
    at: row.at.toISOString(),
    validUntil: row.valid_until.toISOString(),
    attachment:
      row.file_name === null || row.file_sha256 === null ? null : { name: row.file_name, sha256: row.file_sha256 },
  }
}

function parametersOf(pins: readonly Pin[], controls: readonly string[]): unknown[] {
  return [pins.map(({ tenant }) => tenant.id), pins.map(({ at }) => at), controls]
}
