import type { EntityManager } from 'typeorm'
import type { TenantBrief } from '../tenants/tenant-rows.js'
import type { ReportAssessment, ReportSnapshot, ReportTenant } from './report-model.js'

/** The state of a tenant that a report is about: what its assessment had found, as people had decided by `at`. */
export interface Pin {
  tenant: ReportTenant
  /** Null: it was never assessed. */
  assessment: ReportAssessment | null
  snapshot: ReportSnapshot | null
  at: Date
}

interface PinRow {
  tenant_id: string
  number: number
  started_at: Date
  ended_at: Date | null
  snapshot_id: number | null
  snapshot_started_at: Date | null
  snapshot_ended_at: Date | null
  snapshot_status: string | null
  assessment_id: string
  name: string
  started_by: { name: string }
  judged_by: { name: string; version: string }[]
}

/**
 * Pins tenants to their latest assessment, or to a given one: a report that is made over minutes then tells of one state, and
 * an old assessment is told as it was.
 */
export async function pinsOf(
  tx: EntityManager,
  tenants: readonly TenantBrief[],
  now: Date,
  assessmentId?: string,
): Promise<Pin[]> {
  const rows = await tx.query<PinRow[]>(
    `select distinct on (i.tenant_id) i.tenant_id, i.id::float8 as number, coalesce(i.started_at, a.created_at) as started_at,
       i.ended_at, i.snapshot_id::float8 as snapshot_id, s.started_at as snapshot_started_at, s.ended_at as snapshot_ended_at,
       s.status as snapshot_status, a.id as assessment_id, a.name, a.started_by, a.judged_by
     from tenant_assessments i join assessments a on a.id = i.assessment_id left join snapshots s on s.id = i.snapshot_id
     where i.tenant_id = any($1) and i.status = 'succeeded' and ($2::uuid is null or a.id = $2)
     order by i.tenant_id, i.id desc`,
    [tenants.map(({ id }) => id), assessmentId ?? null],
  )
  const byTenant = new Map(rows.map((row) => [row.tenant_id, row]))
  return tenants.map((tenant) => {
    const row = byTenant.get(tenant.id)
    return {
      tenant: {
        id: tenant.id,
        providerTenantId: tenant.providerTenantId,
        name: tenant.name,
        domain: tenant.defaultDomain,
      },
      assessment: row ? assessmentOf(row) : null,
      snapshot: row ? snapshotOf(row) : null,
      at: assessmentId === undefined ? now : (row?.ended_at ?? now),
    }
  })
}

function assessmentOf(row: PinRow): ReportAssessment {
  return {
    id: row.assessment_id,
    name: row.name,
    number: row.number,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    startedBy: row.started_by.name,
    judgedBy: row.judged_by.map(({ name, version }) => ({ name, version })),
  }
}

function snapshotOf(row: PinRow): ReportSnapshot | null {
  if (row.snapshot_id === null) return null
  return {
    number: row.snapshot_id,
    startedAt: row.snapshot_started_at?.toISOString() ?? null,
    endedAt: row.snapshot_ended_at?.toISOString() ?? null,
    complete: row.snapshot_status === 'complete',
  }
}
