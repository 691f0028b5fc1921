import { Injectable } from '@nestjs/common'
import type { Cause, Verdict } from '@tenantry/core'
import { resourcesOf } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import type { z } from 'zod'
import { Database } from '../database/database.js'
import { notFound } from '../http/errors.js'
import { type ObjectChange, SnapshotDiff } from '../snapshots/snapshot-diff.js'
import { tenantRow } from '../tenants/tenant-rows.js'
import { TENANT_ASSESSMENTS, type TenantAssessmentRow } from './assessment-rows.js'
import { type Catalogue, Catalogues } from './catalogue.js'
import { controlRefIn } from './control-views.js'
import { bySeverity } from './controls.service.js'
import type { VerdictChanges } from './posture.dto.js'
import { type Score, scoreOf, tallyOf } from './score.js'

const MOST_OBJECTS = 20
const MOST_COMPARED = 5000

type Changes = z.output<typeof VerdictChanges>
type Item = Changes['items'][number]

interface Said {
  verdict: Verdict
  cause: Cause | null
  reason: string
}

interface TurnRow {
  control: string
  before: Said | null
  after: Said | null
}

interface LoggedRow {
  resource: string
  key: string
  who: string
  at: Date
  activity: string
  link: string | null
}

/** What two snapshots differ in; undefined where one of them is no longer kept. */
interface Difference {
  changes: ObjectChange[]
  logged: Map<string, LoggedRow>
}

/** Explains a score: what turned since the assessment before, and which change of the tenant's configuration did it. */
@Injectable()
export class VerdictHistory {
  constructor(
    private readonly database: Database,
    private readonly catalogues: Catalogues,
    private readonly diff: SnapshotDiff,
  ) {}

  explain(organizationId: string, tenantId: string, number: number | undefined): Promise<Changes> {
    return this.database.inOrganization(organizationId, async (tx) => {
      await tenantRow(tx, tenantId)
      const to = await latestOf(tx, tenantId, number)
      if (!to && number !== undefined) throw notFound({ what: 'assessment' })
      const from = to && (await latestOf(tx, tenantId, undefined, to.id))
      if (!to || !from) return { from: null, to: to ? sideOf(to) : null, items: [] }
      const catalogue = await this.catalogues.of(tx)
      const turns = (await turnsAt(tx, tenantId, to.id)).filter(({ control }) => catalogue.controls.has(control))
      const resources = new Set(turns.flatMap(({ control }) => [...resourceIds(catalogue, control)]))
      const difference = await this.differenceOf(tx, tenantId, from, to, [...resources])
      const items = turns
        .map((turn) => itemOf(catalogue, turn, difference))
        .toSorted((one, other) => severityOrder(catalogue, one, other))
      return { from: sideOf(from), to: sideOf(to), items }
    })
  }

  private async differenceOf(
    tx: EntityManager,
    tenantId: string,
    from: TenantAssessmentRow,
    to: TenantAssessmentRow,
    resources: readonly string[],
  ): Promise<Difference | undefined> {
    const since = from.snapshot_id
    const until = to.snapshot_id
    if (since === null || until === null) return undefined
    const kept = await tx.query<unknown[]>('select 1 from snapshots where tenant_id = $1 and id = any($2)', [
      tenantId,
      [since, until],
    ])
    if (kept.length < new Set([since, until]).size) return undefined
    const changes = await this.diff.between(tx, tenantId, since, until, { resources, limit: MOST_COMPARED })
    const logged = await tx.query<LoggedRow[]>(
      `select distinct on (resource, key) resource, key, who, at, activity, link from object_changes
       where tenant_id = $1 and snapshot_id > $2 and snapshot_id <= $3 and resource = any($4)
       order by resource, key, at desc`,
      [tenantId, since, until, resources],
    )
    return { changes, logged: new Map(logged.map((row) => [`${row.resource} ${row.key}`, row])) }
  }
}

/** The latest assessment of a tenant that succeeded: this one, or before that one. */
async function latestOf(
  tx: EntityManager,
  tenantId: string,
  number: number | undefined,
  before?: number,
): Promise<TenantAssessmentRow | undefined> {
  const [row] = await tx.query<TenantAssessmentRow[]>(
    `${TENANT_ASSESSMENTS} where i.tenant_id = $1 and i.status = 'succeeded' and ($2::bigint is null or i.id = $2)
       and ($3::bigint is null or i.id < $3)
     order by i.id desc limit 1`,
    [tenantId, number ?? null, before ?? null],
  )
  return row
}

/** Controls whose verdict an assessment found to be another one, or to be there or gone. */
function turnsAt(tx: EntityManager, tenantId: string, number: number): Promise<TurnRow[]> {
  const said = (alias: string) =>
    `case when ${alias}.control is not null then jsonb_build_object('verdict', ${alias}.verdict, 'cause', ${alias}.cause, 'reason', ${alias}.reason) end`
  return tx.query<TurnRow[]>(
    `select coalesce(n.control, o.control) as control, ${said('o')} as before, ${said('n')} as after
     from (select * from verdicts where tenant_id = $1 and since = $2) n
     full join (select * from verdicts where tenant_id = $1 and until = $2) o on o.control = n.control
     where n.verdict is distinct from o.verdict or n.cause is distinct from o.cause`,
    [tenantId, number],
  )
}

function itemOf(catalogue: Catalogue, { control, before, after }: TurnRow, difference: Difference | undefined): Item {
  const resources = resourceIds(catalogue, control)
  const all = difference?.changes.filter(({ resource }) => resources.has(resource)) ?? []
  const objects = all.slice(0, MOST_OBJECTS).map((change) => objectOf(change, difference?.logged))
  return {
    control: controlRefIn(catalogue, control),
    from: before,
    to: after,
    because: becauseOf(before, after, all.length, difference),
    objects,
    more: all.length - objects.length,
  }
}

function becauseOf(
  before: Said | null,
  after: Said | null,
  objects: number,
  difference: Difference | undefined,
): Item['because'] {
  if (!before) return 'first'
  if (!after) return 'gone'
  if (before.verdict === 'notAssessed' || after.verdict === 'notAssessed') return 'reading'
  if (objects > 0) return 'objects'
  return difference ? 'rules' : 'unknown'
}

function objectOf(change: ObjectChange, logged?: Difference['logged']): Item['objects'][number] {
  const { resource, resourceName, key, label, kind, measuredBy, paths } = change
  const entry = logged?.get(`${resource} ${key}`)
  return {
    resource,
    resourceName,
    key,
    label,
    kind,
    measuredBy,
    paths,
    who: entry?.who ?? null,
    at: entry?.at.toISOString() ?? null,
    activity: entry?.activity ?? null,
    link: entry?.link ?? null,
  }
}

function resourceIds(catalogue: Catalogue, control: string): Set<string> {
  const known = catalogue.controls.get(control)
  return new Set(known ? resourcesOf([known.control]).map(({ id }) => id) : [])
}

function sideOf(row: TenantAssessmentRow): NonNullable<Changes['from']> {
  const score: Score = row.scores?.overall ?? scoreOf(tallyOf([]))
  return { number: row.id, at: (row.ended_at ?? new Date(0)).toISOString(), score, snapshot: row.snapshot_id }
}

function severityOrder(catalogue: Catalogue, { control: { id: one } }: Item, { control: { id: other } }: Item): number {
  const [first, second] = [catalogue.controls.get(one), catalogue.controls.get(other)]
  return first && second ? bySeverity(first, second) : 0
}
