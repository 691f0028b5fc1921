import type { EntityManager } from 'typeorm'
import type { Catalogue } from '../assessments/catalogue.js'
import { notFound } from '../http/errors.js'
import type { Attestation } from './manual-work.dto.js'
import type { Who } from './who.dto.js'

/** A statement as it is stored, with all the tenants it speaks of. */
export interface AttestationRow {
  id: string
  control: string
  verdict: Attestation['verdict']
  statement: string
  valid_until: Date
  by: Who
  at: Date
  position: string
  withdrawn_by: Who | null
  withdrawn_at: Date | null
  tenants: Attestation['tenants']
  file: { name: string; type: string; bytes: number; sha256: string; added_by: Who; added_at: string } | null
}

/** SQL: statements as {@link AttestationRow}; `where` narrows by columns of `a`. */
export function selectAttestations(where: string): string {
  return `select a.id, a.control, a.verdict, a.statement, a.valid_until, a.by, a.at, a.withdrawn_by, a.withdrawn_at,
      to_char(a.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US') as position,
      jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'current', a.current) order by lower(t.name), t.id) as tenants,
      (select to_jsonb(f) - 'body' from attestation_files f where f.attestation_id = a.id) as file
    from attestations a join tenants t on t.id = a.tenant_id
    where ${where}
    group by a.id, a.control, a.verdict, a.statement, a.valid_until, a.by, a.at, a.withdrawn_by, a.withdrawn_at`
}

/** The statement with this id. Throws `not_found`. */
export async function attestationRow(tx: EntityManager, id: string): Promise<AttestationRow> {
  const [row] = await tx.query<AttestationRow[]>(selectAttestations('a.id = $1'), [id])
  if (!row) throw notFound({ what: 'attestation' })
  return row
}

/** A statement as it is shown. */
export function attestationView(row: AttestationRow, catalogue: Catalogue): Attestation {
  const { file } = row
  return {
    id: row.id,
    control: { id: row.control, title: catalogue.controls.get(row.control)?.control.title ?? row.control },
    tenants: row.tenants,
    verdict: row.verdict,
    statement: row.statement,
    validUntil: row.valid_until.toISOString(),
    by: row.by,
    at: row.at.toISOString(),
    withdrawnBy: row.withdrawn_by,
    withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
    attachment: file && {
      name: file.name,
      type: file.type,
      bytes: file.bytes,
      sha256: file.sha256,
      addedBy: file.added_by,
      addedAt: new Date(file.added_at).toISOString(),
    },
  }
}
