import type { EntityManager } from 'typeorm'
import type { z } from 'zod'
import { tenantRefOf } from './assessment-rows.js'
import type { KnownControl } from './catalogue.js'
import { effectiveVerdicts, TALLY } from './effective-verdicts.js'
import type { Overview } from './fleet.dto.js'
import { deltaOf } from './posture.service.js'
import { type Score, scoreOf, type Tally } from './score.js'

const MOST = 10

interface WorstRow extends Tally {
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
  framework: string | undefined,
): Promise<z.output<typeof Overview>['worst']> {
  const ids = controls.map(({ control }) => control.id)
  const rows = await tx.query<WorstRow[]>(
    `with worst as (
       select e.tenant_id, ${TALLY} from (${effectiveVerdicts('v.control = any($1)')}) e
       join tenants t on t.id = e.tenant_id and t.gone_at is null
       group by e.tenant_id having count(*) filter (where standing in ('pass', 'fail')) > 0
       order by count(*) filter (where standing = 'pass')::float8 / count(*) filter (where standing in ('pass', 'fail')),
         count(*) filter (where standing = 'fail') desc, e.tenant_id
       limit $2)
     select w.*, t.name, t.slug, t.own, last.ended_at as assessed_at,
       case when $3::text is null then before.scores -> 'overall' else before.scores -> 'frameworks' -> $3 end as before
     from worst w join tenants t on t.id = w.tenant_id
     join lateral (select id, ended_at from tenant_assessments i where i.tenant_id = w.tenant_id and i.status = 'succeeded'
       order by i.id desc limit 1) last on true
     left join lateral (select scores from tenant_assessments i where i.tenant_id = w.tenant_id and i.status = 'succeeded'
       and i.id < last.id order by i.id desc limit 1) before on true`,
    [ids, MOST, framework ?? null],
  )
  const areas = await worstAreas(
    tx,
    controls,
    rows.map(({ tenant_id: id }) => id),
  )
  return rows
    .map((row) => {
      const score = scoreOf(row)
      return {
        tenant: tenantRefOf(row),
        score,
        delta: deltaOf(score, row.before ?? undefined),
        worstArea: areas.get(row.tenant_id) ?? null,
        assessedAt: row.assessed_at.toISOString(),
      }
    })
    .toSorted((one, other) => shareOf(one.score) - shareOf(other.score) || other.score.failed - one.score.failed)
}

/** The area of each tenant in which the lowest share passes. */
async function worstAreas(tx: EntityManager, controls: readonly KnownControl[], tenants: readonly string[]) {
  const rows = await tx.query<(Tally & { tenant_id: string; area: string })[]>(
    `select e.tenant_id, n.area, ${TALLY}
     from (${effectiveVerdicts('v.tenant_id = any($1) and v.control = any($2)')}) e
     join unnest($2::text[], $3::text[]) as n(control, area) on n.control = e.control
     group by e.tenant_id, n.area having count(*) filter (where standing = 'fail') > 0`,
    [tenants, controls.map(({ control }) => control.id), controls.map(({ control }) => control.area)],
  )
  const worst = new Map<string, { area: string; score: Score }>()
  for (const { tenant_id: id, area, ...tally } of rows) {
    const score = scoreOf(tally)
    const known = worst.get(id)
    const order = known && (shareOf(score) - shareOf(known.score) || known.score.failed - score.failed)
    if (order === undefined || order < 0) worst.set(id, { area, score })
  }
  return worst
}

function shareOf({ passed, judged }: Score): number {
  return passed / judged
}
