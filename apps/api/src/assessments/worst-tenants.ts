import type { EntityManager } from 'typeorm'
import type { z } from 'zod'
import { tenantRefOf } from './assessment-rows.js'
import type { KnownControl } from './catalogue.js'
import { areaTallies, type FleetCounts } from './fleet-counts.js'
import type { Overview } from './fleet.dto.js'
import { deltaOf } from './posture.service.js'
import { type Score, scoreOf } from './score.js'

const MOST = 10

interface LastRow {
  tenant_id: string
  name: string
  slug: string
  own: boolean
  assessed_at: Date
  before: Score | null
}

/** Tenants by score, lowest first. */
export async function worstTenants(
  tx: EntityManager,
  controls: readonly KnownControl[],
  counts: FleetCounts,
  framework: string | undefined,
): Promise<z.output<typeof Overview>['worst']> {
  const worst = [...counts.tenants]
    .map(([id, tally]) => ({ id, score: scoreOf(tally) }))
    .filter(({ score }) => score.judged > 0)
    .toSorted((one, other) => lowestFirst(one.score, other.score) || one.id.localeCompare(other.id))
    .slice(0, MOST)
  const ids = worst.map(({ id }) => id)
  const last = await lastOf(tx, ids, framework)
  const areas = await worstAreas(tx, controls, ids)
  return worst.flatMap(({ id, score }) => {
    const row = last.get(id)
    if (!row) return []
    return [
      {
        tenant: tenantRefOf(row),
        score,
        delta: deltaOf(score, row.before ?? undefined),
        worstArea: areas.get(id) ?? null,
        assessedAt: row.assessed_at.toISOString(),
      },
    ]
  })
}

/** When tenants were last assessed, and what their score was the time before. */
async function lastOf(tx: EntityManager, tenants: readonly string[], framework: string | undefined) {
  const rows = await tx.query<LastRow[]>(
    `select t.id as tenant_id, t.name, t.slug, t.own, last.ended_at as assessed_at,
       case when $2::text is null then before.scores -> 'overall' else before.scores -> 'frameworks' -> $2 end as before
     from tenants t
     join lateral (select id, ended_at from tenant_assessments i where i.tenant_id = t.id and i.status = 'succeeded'
       order by i.id desc limit 1) last on true
     left join lateral (select scores from tenant_assessments i where i.tenant_id = t.id and i.status = 'succeeded'
       and i.id < last.id order by i.id desc limit 1) before on true
     where t.id = any($1)`,
    [tenants, framework ?? null],
  )
  return new Map(rows.map((row) => [row.tenant_id, row]))
}

/** The area of each tenant in which the lowest share passes. */
async function worstAreas(tx: EntityManager, controls: readonly KnownControl[], tenants: readonly string[]) {
  const worst = new Map<string, { area: string; score: Score }>()
  for (const [tenantId, tallies] of await areaTallies(tx, tenants, controls)) {
    const [first] = [...tallies]
      .map(([area, tally]) => ({ area, score: scoreOf(tally) }))
      .filter(({ score }) => score.failed > 0)
      .toSorted((one, other) => lowestFirst(one.score, other.score))
    if (first) worst.set(tenantId, first)
  }
  return worst
}

/** By the share that passes; of two that are alike, the one that fails more. */
function lowestFirst(one: Score, other: Score): number {
  return one.passed / one.judged - other.passed / other.judged || other.failed - one.failed
}
