import type { EntityManager } from 'typeorm'
import type { Catalogue } from '../assessments/catalogue.js'
import type { ManualFilter, ManualItem } from './manual-work.dto.js'
import type { Who } from './who.dto.js'

/** A manual control of a tenant, as it is stored. */
export interface ManualRow {
  tenant_id: string
  tenant_name: string
  control: string
  owner_id: string | null
  owner_name: string | null
  due_at: Date | null
  state: ManualItem['state']
  by_due: string
  by_name: string
  attestation_id: string | null
  verdict: NonNullable<ManualItem['attestation']>['verdict']
  statement: string
  valid_until: Date
  by: Who
  at: Date
  file_name: string | null
  file_bytes: number
}

/**
 * SQL: every pair of a tenant and a control that a person judges, and the parameters it takes from `$1` on. Whoever left the
 * organization owns nothing. A control that a program judges is among them where it said that a person has to look.
 */
export function manualItems(catalogue: Catalogue, filter: ManualFilter): { sql: string; params: unknown[] } {
  const wanted = [...catalogue.controls.values()].filter(
    ({ control: { id } }) =>
      (filter.control === undefined || id === filter.control) &&
      (filter.framework === undefined || catalogue.frameworksOf(id).includes(filter.framework)),
  )
  const idsOf = (automation: 'manual' | 'automated') =>
    wanted.filter(({ control }) => control.automation === automation).map(({ control }) => control.id)
  const like = filter.q === undefined ? null : `%${filter.q.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`
  return {
    params: [
      idsOf('manual'),
      idsOf('automated'),
      filter.tenantId ?? null,
      filter.ownerId ?? null,
      like,
      filter.state ?? null,
    ],
    sql: `select * from (
      select t.id as tenant_id, t.name as tenant_name, lower(t.name) as by_name, pair.control,
        u.id as owner_id, u.name as owner_name, due.at as due_at,
        coalesce(to_char(due.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '~') as by_due,
        case when a.valid_until > now() then 'attested' when a.id is not null then 'expired'
          when w.due_at <= now() then 'overdue' when w.due_at is not null then 'due' else 'open' end as state,
        a.id as attestation_id, a.verdict, a.statement, a.valid_until, a.by, a.at, f.name as file_name, f.bytes as file_bytes
      from (
        select t.id as tenant_id, control from tenants t cross join unnest($1::text[]) as control
        union all
        select v.tenant_id, v.control from verdicts v
        where v.until is null and v.verdict = 'manual' and v.control = any($2::text[])
      ) pair
      join tenants t on t.id = pair.tenant_id and t.gone_at is null
      left join manual_work w on w.tenant_id = pair.tenant_id and w.control = pair.control
      left join memberships m on m.user_id = w.owner_id and m.organization_id = w.organization_id
      left join users u on u.id = m.user_id
      left join attestations a on a.tenant_id = pair.tenant_id and a.control = pair.control and a.current
      left join attestation_files f on f.attestation_id = a.id
      cross join lateral (
        select case when a.valid_until > now() then a.valid_until else coalesce(w.due_at, a.valid_until) end as at) due
      where ($3::uuid is null or t.id = $3) and ($4::uuid is null or u.id = $4) and ($5::text is null or lower(t.name) like $5)
    ) item where $6::text is null or item.state = $6`,
  }
}

/** How many of them are in which state. */
export async function countManual(
  tx: EntityManager,
  { sql, params }: { sql: string; params: unknown[] },
): Promise<Record<ManualItem['state'], number>> {
  const rows = await tx.query<{ state: ManualItem['state']; count: number }[]>(
    `select state, count(*)::int as count from (${sql}) item group by state`,
    params,
  )
  const none = { open: 0, due: 0, overdue: 0, attested: 0, expired: 0 }
  return Object.assign(none, Object.fromEntries(rows.map(({ state, count }) => [state, count])))
}

/** One as it is shown. */
export function manualView(row: ManualRow, catalogue: Catalogue): ManualItem {
  const control = catalogue.controls.get(row.control)?.control
  return {
    tenant: { id: row.tenant_id, name: row.tenant_name },
    control: {
      id: row.control,
      title: control?.title ?? row.control,
      area: control?.area ?? '',
      severity: control?.severity ?? 'low',
    },
    owner: row.owner_id === null ? null : { id: row.owner_id, name: row.owner_name ?? '' },
    dueAt: row.due_at?.toISOString() ?? null,
    state: row.state,
    attestation:
      row.attestation_id === null
        ? null
        : {
            id: row.attestation_id,
            verdict: row.verdict,
            statement: row.statement,
            validUntil: row.valid_until.toISOString(),
            by: row.by,
            at: row.at.toISOString(),
            attachment: row.file_name === null ? null : { name: row.file_name, bytes: row.file_bytes },
          },
  }
}
