import { Injectable } from '@nestjs/common'
import type { Verdict } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import type { z } from 'zod'
import { Database } from '../database/database.js'
import { notFound } from '../http/errors.js'
import { grouped } from '../tenants/grouped.js'
import { ASSESSMENTS, type AssessmentRow, CAME_TO_ITS_END, tenantRefOf, viewOf } from './assessment-rows.js'
import { type Catalogue, Catalogues, type KnownControl } from './catalogue.js'
import { controlRefIn, controlRefOf } from './control-views.js'
import { effectiveVerdicts } from './effective-verdicts.js'
import { FleetCounts, idsOf } from './fleet-counts.js'
import type { Overview, OverviewQuery } from './fleet.dto.js'
import { Pace } from './pace.js'
import { scoreOf, severities } from './score.js'
import { trendOf } from './trend.js'
import { worstTenants } from './worst-tenants.js'

const MOST_FIXES = 10
const MOST_TURNED = 20
const WEIGHTS = { critical: 4, high: 3, medium: 2, low: 1 }

type Found = z.output<typeof Overview>

interface TurnedRow {
  tenant_id: string
  name: string
  slug: string
  own: boolean
  control: string
  from: Verdict
  to: Verdict
  reason: string
  since: number
  since_at: Date
}

/** How all tenants stand: who is worst, what changed, what is the next best fix. */
@Injectable()
export class OverviewService {
  constructor(
    private readonly database: Database,
    private readonly catalogues: Catalogues,
  ) {}

  get(organizationId: string, { framework, days }: z.output<typeof OverviewQuery>): Promise<Found> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const catalogue = await this.catalogues.of(tx)
      if (framework !== undefined && !catalogue.frameworks.has(framework)) throw notFound({ what: 'framework' })
      const controls = catalogue.controlsIn(framework === undefined ? [] : [framework])
      const ids = idsOf(catalogue, framework)
      const counts = await FleetCounts.of(tx, ids)
      const scoreOfAll = (group: readonly KnownControl[]) =>
        scoreOf(counts.ofControls(group.map(({ control }) => control.id)))
      return {
        tenants: await tenantCounts(tx),
        score: scoreOfAll(controls),
        severities: severities.flatMap((severity) => {
          const group = controls.filter(({ control }) => control.severity === severity)
          return group.length === 0 ? [] : [{ severity, score: scoreOfAll(group) }]
        }),
        areas: [...grouped(controls, ({ control }) => control.area)]
          .map(([area, group]) => ({ area, score: scoreOfAll(group) }))
          .toSorted((one, other) => one.area.localeCompare(other.area, 'en')),
        trend: await trendOf(tx, framework, days, new Date()),
        worst: await worstTenants(tx, controls, counts, framework),
        fixes: await fixesOf(tx, controls, counts),
        changed: await turnedOf(tx, catalogue, ids),
        underWay: await underWayOf(tx),
      }
    })
  }
}

async function tenantCounts(tx: EntityManager): Promise<Found['tenants']> {
  const [row] = await tx.query<[{ total: number; assessed: number; failedLast: number }]>(
    `select count(*)::int as total, count(*) filter (where known.ever)::int as assessed,
       count(*) filter (where last.status = 'failed')::int as "failedLast"
     from tenants t
     left join lateral (select true as ever from tenant_assessments i where i.tenant_id = t.id and i.status = 'succeeded'
       limit 1) known on true
     left join lateral (select i.status from tenant_assessments i
       where i.tenant_id = t.id and ${CAME_TO_ITS_END} order by i.id desc limit 1) last on true
     where t.gone_at is null`,
  )
  return { ...row, never: row.total - row.assessed }
}

/** Failing controls by severity and number of tenants, most effect first. */
async function fixesOf(
  tx: EntityManager,
  controls: readonly KnownControl[],
  counts: FleetCounts,
): Promise<Found['fixes']> {
  const { pass, fail } = counts.ofControls(controls.map(({ control }) => control.id))
  const effect = ({ control: { id, severity } }: KnownControl) => counts.ofControl(id).fail * WEIGHTS[severity]
  const best = controls
    .filter((known) => effect(known) > 0)
    .toSorted((one, other) => effect(other) - effect(one) || one.control.title.localeCompare(other.control.title, 'en'))
    .slice(0, MOST_FIXES)
  const licences = await licencesOf(
    tx,
    best.map(({ control }) => control.id),
  )
  return best.map(({ control }) => {
    const tenants = counts.ofControl(control.id).fail
    return {
      control: controlRefOf(control),
      tenants,
      points: Math.round((tenants / (pass + fail)) * 1000) / 10,
      licence: licences.get(control.id) ?? null,
    }
  })
}

/** Licences whose absence is the only reason that a control fails, wherever it fails. */
async function licencesOf(tx: EntityManager, controls: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ control: string; licence: string }[]>(
    `select e.control, min(d.licence) as licence
     from (${effectiveVerdicts(`v.control = any($1) and v.verdict = 'fail'`)}) e
     join verdicts d on d.tenant_id = e.tenant_id and d.control = e.control and d.until is null
     where e.standing = 'fail' group by e.control having count(*) = count(d.licence)`,
    [controls],
  )
  return new Map(rows.map(({ control, licence }) => [control, licence]))
}

/** Verdicts that turned lately, latest first. */
async function turnedOf(
  tx: EntityManager,
  catalogue: Catalogue,
  controls: readonly string[],
): Promise<Found['changed']> {
  const rows = await tx.query<TurnedRow[]>(
    `select t.id as tenant_id, t.name, t.slug, t.own, n.control, o.verdict as "from", n.verdict as "to", n.reason,
       n.since::float8 as since, n.since_at
     from verdicts o
     join verdicts n on n.tenant_id = o.tenant_id and n.control = o.control and n.since = o.until
     join tenants t on t.id = o.tenant_id and t.gone_at is null
     where o.until is not null and o.until_at > now() - interval '30 days' and o.verdict <> n.verdict
       and o.control = any($1)
     order by o.until_at desc, o.tenant_id, o.control limit $2`,
    [controls, MOST_TURNED],
  )
  return rows.map((row) => ({
    tenant: tenantRefOf(row),
    control: controlRefIn(catalogue, row.control),
    from: row.from,
    to: row.to,
    reason: row.reason,
    assessment: row.since,
    at: row.since_at.toISOString(),
  }))
}

async function underWayOf(tx: EntityManager): Promise<Found['underWay']> {
  const rows = await tx.query<AssessmentRow[]>(
    `${ASSESSMENTS} where a.ended_at is null order by a.created_at desc limit 20`,
  )
  const pace = await Pace.of(tx)
  return rows.map((row) => viewOf(row, pace))
}
