import type { Cause, Evidence, Verdict } from '@tenantry/core'
import type { z } from 'zod'
import type { Standing } from './score.js'
import type { ControlVerdict } from './verdicts.dto.js'

/** A verdict with all that is known of it. */
export interface VerdictRow {
  tenant_id: string
  control: string
  verdict: Verdict
  standing: Standing
  cause: Cause | null
  reason: string
  evidence: Evidence[]
  warnings: string[]
  licence: string | null
  permissions: string[]
  would_pass_with: Record<string, unknown> | null
  since_at: Date
  exception: { id: string; reason: string; expiresAt: string } | null
  attestation: { statement: string; by: string; at: string; validUntil: string } | null
  name: string
  slug: string
  own: boolean
  /** What a list is ordered by. */
  rank: number
  ordered: string
}

const MOMENT = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`

/** SQL: the columns of effective verdicts `e` with {@link VERDICT_JOINS}. */
export const VERDICT_COLUMNS = `e.tenant_id, e.control, e.verdict, e.standing, e.cause, d.reason, d.evidence, d.warnings, d.licence,
  d.permissions, d.would_pass_with, d.since_at,
  case when x.id is not null then jsonb_build_object('id', x.id, 'reason', x.reason, 'expiresAt',
    to_char(x.expires_at at time zone 'utc', ${MOMENT})) end as exception,
  case when s.id is not null then jsonb_build_object('statement', s.statement, 'by', s.by ->> 'name',
    'at', to_char(s.at at time zone 'utc', ${MOMENT}),
    'validUntil', to_char(s.valid_until at time zone 'utc', ${MOMENT})) end as attestation`

/** SQL: what belongs to effective verdicts `e`. */
export const VERDICT_JOINS = `join verdicts d on d.tenant_id = e.tenant_id and d.control = e.control and d.until is null
  left join exceptions x on x.id = e.exception_id
  left join attestations s on s.id = e.attestation_id and s.tenant_id = e.tenant_id`

/** A verdict as the API shows it. */
export function verdictViewOf(row: VerdictRow): Omit<z.output<typeof ControlVerdict>, 'tenant'> {
  return {
    verdict: row.verdict,
    standing: row.standing,
    cause: row.cause,
    reason: row.reason,
    evidence: row.evidence,
    warnings: row.warnings,
    licence: row.licence,
    permissions: row.permissions,
    wouldPassWith: row.would_pass_with,
    since: row.since_at.toISOString(),
    exception: row.exception,
    attestation: row.attestation,
  }
}

/** A pattern for `like` on lower-cased text; null where nothing is looked for. */
export function likeOf(q: string | undefined): string | null {
  return q === undefined || q === '' ? null : `%${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
}
