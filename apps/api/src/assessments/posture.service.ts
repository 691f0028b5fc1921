import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import { Database } from '../database/database.js'
import { decodeCursor, toPage } from '../http/pages.js'
import { tenantRow } from '../tenants/tenant-rows.js'
import { CAME_TO_ITS_END, TENANT_ASSESSMENTS, type TenantAssessmentRow, tenantViewOf } from './assessment-rows.js'
import { type Catalogue, Catalogues } from './catalogue.js'
import { controlRefIn } from './control-views.js'
import { matchingControls } from './controls.service.js'
import { effectiveVerdicts } from './effective-verdicts.js'
import { Pace } from './pace.js'
import type { HistoryPage, HistoryQuery, TenantPosture } from './posture.dto.js'
import { type Score, severities, WORST_FIRST } from './score.js'
import { currentStands, storedScoresOf } from './standings.js'
import { likeOf, VERDICT_COLUMNS, VERDICT_JOINS, type VerdictRow, verdictViewOf } from './verdict-rows.js'
import type { TenantVerdictPage, TenantVerdictQuery } from './verdicts.dto.js'

const MOST_FIXES = 10

/** How one tenant stands. */
@Injectable()
export class PostureService {
  constructor(
    private readonly database: Database,
    private readonly catalogues: Catalogues,
  ) {}

  get(organizationId: string, tenantId: string): Promise<z.output<typeof TenantPosture>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const tenant = await tenantRow(tx, tenantId)
      const catalogue = await this.catalogues.of(tx)
      const stands = await currentStands(tx, catalogue, tenantId)
      const scores = storedScoresOf(catalogue, stands)
      const { latest, before, underWay, lastFailed } = await assessmentsOf(tx, tenantId)
      const pace = await Pace.of(tx)
      const view = (row: TenantAssessmentRow | undefined) => (row ? tenantViewOf(row, pace) : null)
      const then = before?.scores
      return {
        tenant: { id: tenant.id, name: tenant.name, slug: tenant.slug, own: tenant.own },
        assessedAt: latest?.ended_at?.toISOString() ?? null,
        score: latest ? scores.overall : null,
        delta: deltaOf(scores.overall, then?.overall),
        frameworks: [...catalogue.frameworks.values()].flatMap(({ framework: { id, name, version } }) => {
          const score = scores.frameworks[id]
          return score ? [{ id, name, version, score, delta: deltaOf(score, then?.frameworks[id]) }] : []
        }),
        areas: inOrder(scores.areas).map(([area, score]) => ({
          area,
          score,
          delta: deltaOf(score, then?.areas[area]),
        })),
        severities: severities.flatMap((severity) => {
          const score = scores.severities[severity]
          return score ? [{ severity, score }] : []
        }),
        fixes: await fixesOf(tx, catalogue, tenantId),
        ...(await missingOf(tx, tenantId)),
        latest: view(latest),
        underWay: view(underWay),
        lastFailed: view(lastFailed),
      }
    })
  }

  /** By how they stand, failures first, then the most severe. */
  verdicts(
    organizationId: string,
    tenantId: string,
    query: z.output<typeof TenantVerdictQuery>,
  ): Promise<z.output<typeof TenantVerdictPage>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      await tenantRow(tx, tenantId)
      const catalogue = await this.catalogues.of(tx)
      const chosen = controlsOf(catalogue, query)
      const named = new Set(query.q ? matchingControls(catalogue, { q: query.q }).map(({ control }) => control.id) : [])
      const [rank, position] =
        query.cursor === undefined ? [0, 0] : decodeCursor(query.cursor, z.tuple([z.number(), z.number()]))
      const rows = await tx.query<(VerdictRow & { position: number })[]>(
        `select * from (
           select ${VERDICT_COLUMNS}, n.position::int as position, array_position($10::text[], e.standing) as rank
           from (${effectiveVerdicts('v.tenant_id = $1')}) e
           join unnest($2::text[], $3::boolean[]) with ordinality as n(control, named, position) on n.control = e.control
           ${VERDICT_JOINS}
           where ($4::text is null or e.standing = $4) and ($5::text is null or e.cause = $5)
             and ($6::text is null or e.verdict = $6) and ($7::bigint is null or d.since >= $7)
             and ($8::text is null or n.named or lower(d.reason) like $8)) listed
         where (rank, position) > ($9::int, $11::int) order by rank, position limit $12`,
        [
          tenantId,
          chosen,
          chosen.map((id) => named.has(id)),
          query.standing ?? null,
          query.cause ?? null,
          query.verdict ?? null,
          query.changedSince ?? null,
          likeOf(query.q),
          rank,
          WORST_FIRST,
          position,
          query.limit + 1,
        ],
      )
      const { items, nextCursor } = toPage(rows, query.limit, (row) => [row.rank, row.position])
      return {
        items: items.map((row) => ({
          control: controlRefIn(catalogue, row.control),
          ...verdictViewOf(row),
          frameworks: [...catalogue.frameworksOf(row.control)],
        })),
        nextCursor,
      }
    })
  }

  /** Latest first. */
  history(
    organizationId: string,
    tenantId: string,
    { limit, cursor }: z.output<typeof HistoryQuery>,
  ): Promise<z.output<typeof HistoryPage>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      await tenantRow(tx, tenantId)
      const [before] = cursor === undefined ? [null] : decodeCursor(cursor, z.tuple([z.number()]))
      const rows = await tx.query<TenantAssessmentRow[]>(
        `${TENANT_ASSESSMENTS} where i.tenant_id = $1 and i.status = 'succeeded' and ($3::bigint is null or i.id < $3)
         order by i.id desc limit $2`,
        [tenantId, limit + 1, before],
      )
      const { items, nextCursor } = toPage(rows, limit, ({ id }) => [id])
      return {
        items: items.flatMap((row) =>
          row.scores
            ? [
                {
                  number: row.id,
                  assessmentId: row.assessment_id,
                  assessment: row.assessment,
                  at: (row.ended_at ?? new Date(0)).toISOString(),
                  partial: row.controls !== null,
                  score: row.scores.overall,
                  frameworks: inOrder(row.scores.frameworks).map(([id, { percent }]) => ({ id, percent })),
                  areas: inOrder(row.scores.areas).map(([area, { percent }]) => ({ area, percent })),
                  changed: row.changed ?? 0,
                },
              ]
            : [],
        ),
        nextCursor,
      }
    })
  }
}

/** By name. */
function inOrder(scores: Record<string, Score>): [string, Score][] {
  return Object.entries(scores).toSorted(([one], [other]) => one.localeCompare(other, 'en'))
}

/** Percentage points from one score to the next; null where one of them has none. */
export function deltaOf(now: Score, then: Score | undefined): number | null {
  return then?.percent == null || now.percent === null ? null : now.percent - then.percent
}

/** The assessments of a tenant that a page about it tells of. */
async function assessmentsOf(tx: EntityManager, tenantId: string) {
  const succeeded = await tx.query<TenantAssessmentRow[]>(
    `${TENANT_ASSESSMENTS} where i.tenant_id = $1 and i.status = 'succeeded' order by i.id desc limit 2`,
    [tenantId],
  )
  const [last] = await tx.query<TenantAssessmentRow[]>(
    `${TENANT_ASSESSMENTS} where i.tenant_id = $1 and ${CAME_TO_ITS_END} order by i.id desc limit 1`,
    [tenantId],
  )
  const [underWay] = await tx.query<TenantAssessmentRow[]>(
    `${TENANT_ASSESSMENTS} where i.tenant_id = $1 and i.status in ('waiting', 'collecting', 'evaluating')
     order by (i.status = 'waiting'), i.id limit 1`,
    [tenantId],
  )
  const [latest, before] = succeeded
  return { latest, before, underWay, lastFailed: last?.status === 'succeeded' ? undefined : last }
}

/** Ids of the controls that a query means, most severe first. */
function controlsOf(
  catalogue: Catalogue,
  { framework, requirement, area, severity, control: only }: z.output<typeof TenantVerdictQuery>,
): string[] {
  const asked =
    requirement === undefined || framework === undefined
      ? undefined
      : catalogue.frameworks.get(framework)?.framework.requirements.find(({ id }) => id === requirement)?.controls
  return matchingControls(catalogue, { framework, area, severity })
    .map(({ control }) => control.id)
    .filter(
      (id) => (requirement === undefined || (asked?.includes(id) ?? false)) && (only === undefined || id === only),
    )
}

/** What fails, most severe first. */
async function fixesOf(tx: EntityManager, catalogue: Catalogue, tenantId: string) {
  const order = matchingControls(catalogue, {}).map(({ control }) => control.id)
  const rows = await tx.query<{ control: string; reason: string; licence: string | null }[]>(
    `select e.control, d.reason, d.licence from (${effectiveVerdicts('v.tenant_id = $1')}) e ${VERDICT_JOINS}
     where e.standing = 'fail' and e.control = any($2) order by array_position($2::text[], e.control) limit $3`,
    [tenantId, order, MOST_FIXES],
  )
  return rows.map(({ control, reason, licence }) => ({ control: controlRefIn(catalogue, control), reason, licence }))
}

/** Permissions and licences for lack of which something could not be judged. */
async function missingOf(tx: EntityManager, tenantId: string) {
  const rows = await tx.query<{ permission: string | null; licence: string | null; controls: number }[]>(
    `select permission, case when permission is null then licence end as licence, count(*)::int as controls
     from verdicts v left join unnest(v.permissions) as permission on v.cause = 'notPermitted'
     where v.tenant_id = $1 and v.until is null and (v.cause = 'notPermitted' or v.licence is not null)
     group by 1, 2 order by 3 desc, 1, 2`,
    [tenantId],
  )
  return {
    permissions: rows.flatMap(({ permission, controls }) => (permission === null ? [] : [{ permission, controls }])),
    licences: rows.flatMap(({ licence, controls }) => (licence === null ? [] : [{ licence, controls }])),
  }
}
