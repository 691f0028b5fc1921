import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import { Database } from '../database/database.js'
import { decodeCursor, toPage } from '../http/pages.js'
import { Catalogues, type KnownControl } from './catalogue.js'
import { tenantRefOf } from './assessment-rows.js'
import { controlRefOf } from './control-views.js'
import { matchingControls } from './controls.service.js'
import { effectiveVerdicts } from './effective-verdicts.js'
import { areaTallies, standingsOf } from './fleet-counts.js'
import type { Matrix, MatrixQuery } from './fleet.dto.js'
import { percentOf, type Stands } from './score.js'
import { likeOf } from './verdict-rows.js'

type Query = z.output<typeof MatrixQuery>
type Row = z.output<typeof Matrix>['items'][number]

interface TenantLine {
  tenant_id: string
  name: string
  slug: string
  own: boolean
  assessed_at: Date | null
  pass: number
  judged: number
  rank: number
  ordered: string
}

/** Comes after every share: nothing was judged. */
const UNKNOWN = 2

/** The fleet as a picture: tenants by areas or controls. */
@Injectable()
export class MatrixService {
  constructor(
    private readonly database: Database,
    private readonly catalogues: Catalogues,
  ) {}

  get(organizationId: string, query: Query): Promise<z.output<typeof Matrix>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const controls = matchingControls(await this.catalogues.of(tx), query)
      const { items, nextCursor } = toPage(await linesOf(tx, query, controls), query.limit, (line) => [
        line.rank,
        line.ordered,
        line.tenant_id,
      ])
      const tenants = items.map((line) => line.tenant_id)
      const columns = query.by === 'area' ? areaColumns(controls) : controlColumns(controls)
      const ids = columns.map(({ id }) => id)
      const areas =
        query.by === 'area' ? await areaCells(tx, tenants, controls) : new Map<string, Row['areas'][number]>()
      const cells =
        query.by === 'control' ? await controlCells(tx, tenants, ids) : new Map<string, Row['controls'][number]>()
      return {
        columns,
        items: items.map((line) => ({
          tenant: tenantRefOf(line),
          assessedAt: line.assessed_at?.toISOString() ?? null,
          percent: percentOf(line.pass, line.judged),
          areas: query.by === 'area' ? ids.map((id) => areas.get(`${line.tenant_id} ${id}`) ?? null) : [],
          controls: query.by === 'control' ? ids.map((id) => cells.get(`${line.tenant_id} ${id}`) ?? null) : [],
        })),
        nextCursor,
      }
    })
  }
}

/** The tenants of a page, each with what its score is made of. */
async function linesOf(tx: EntityManager, query: Query, controls: readonly KnownControl[]): Promise<TenantLine[]> {
  const ids = controls.map(({ control }) => control.id)
  if (query.sort === 'score') return linesByScore(tx, query, ids)
  const lines = await linesByName(tx, query)
  const counts = await tx.query<Pick<TenantLine, 'tenant_id' | 'pass' | 'judged'>[]>(
    `select tenant_id, ${SHARE} from (${effectiveVerdicts('v.tenant_id = any($1)')}) e where control = any($2)
     group by tenant_id`,
    [lines.map(({ tenant_id: id }) => id), ids],
  )
  const known = new Map(counts.map((row) => [row.tenant_id, row]))
  return lines.map((line) => ({ ...line, pass: 0, judged: 0, ...known.get(line.tenant_id) }))
}

const SHARE = `count(*) filter (where standing = 'pass')::int as pass,
  count(*) filter (where standing in ('pass', 'fail'))::int as judged`

const TENANTS = `select t.id as tenant_id, t.name, t.slug, t.own, lower(t.name) as ordered, (
    select i.ended_at from tenant_assessments i where i.tenant_id = t.id and i.status = 'succeeded' order by i.id desc limit 1
  ) as assessed_at
  from tenants t
  where t.gone_at is null and ($1::text is null or lower(t.name) like $1)
    and ($2::uuid is null or exists (select 1 from tenant_group_members m where m.tenant_id = t.id and m.group_id = $2))
    and ($3::text is null or $3 = any(t.tags))`

type Line = Omit<TenantLine, 'pass' | 'judged'>

function linesByName(tx: EntityManager, { q, groupId, tag, limit, cursor }: Query): Promise<Line[]> {
  const [, name, id] = positionOf(cursor)
  return tx.query<Line[]>(
    `select *, 0 as rank from (${TENANTS}) t where $5::uuid is null or (ordered, tenant_id) > ($4, $5)
     order by ordered, tenant_id limit $6`,
    [likeOf(q), groupId ?? null, tag ?? null, name, id, limit + 1],
  )
}

/** Lowest first; where nothing was judged comes last. */
function linesByScore(
  tx: EntityManager,
  { q, groupId, tag, limit, cursor }: Query,
  controls: readonly string[],
): Promise<TenantLine[]> {
  const [rank, name, id] = positionOf(cursor)
  return tx.query<TenantLine[]>(
    `select * from (
       select t.*, coalesce(c.pass, 0) as pass, coalesce(c.judged, 0) as judged,
         case when coalesce(c.judged, 0) = 0 then ${UNKNOWN}::float8 else c.pass::float8 / c.judged end as rank
       from (${TENANTS}) t left join (
         select tenant_id, ${SHARE} from (${effectiveVerdicts('v.control = any($8)')}) e group by tenant_id
       ) c on c.tenant_id = t.tenant_id) p
     where $6::uuid is null or (rank, ordered, tenant_id) > ($4::float8, $5, $6)
     order by rank, ordered, tenant_id limit $7`,
    [likeOf(q), groupId ?? null, tag ?? null, rank, name, id, limit + 1, controls],
  )
}

function positionOf(cursor: string | undefined): [number, string, string | null] {
  return cursor === undefined ? [-1, '', null] : decodeCursor(cursor, z.tuple([z.number(), z.string(), z.guid()]))
}

async function areaCells(tx: EntityManager, tenants: readonly string[], controls: readonly KnownControl[]) {
  const cells = new Map<string, NonNullable<Row['areas'][number]>>()
  for (const [id, tallies] of await areaTallies(tx, tenants, controls)) {
    for (const [area, tally] of tallies) {
      cells.set(`${id} ${area}`, { percent: percentOf(tally.pass, tally.pass + tally.fail), ...standingsOf(tally) })
    }
  }
  return cells
}

async function controlCells(tx: EntityManager, tenants: readonly string[], controls: readonly string[]) {
  const rows = await tx.query<(Stands & { tenant_id: string })[]>(
    `select tenant_id, control, standing, cause, attested
     from (${effectiveVerdicts('v.tenant_id = any($1)')}) e where control = any($2)`,
    [tenants, controls],
  )
  return new Map(
    rows.map(({ tenant_id: id, control, standing, cause, attested }) => [
      `${id} ${control}`,
      { standing, cause, attested },
    ]),
  )
}

function areaColumns(controls: readonly KnownControl[]) {
  const areas = [...new Set(controls.map(({ control }) => control.area))].toSorted((one, other) =>
    one.localeCompare(other, 'en'),
  )
  return areas.map((area) => ({
    id: area,
    title: area,
    controls: controls.filter(({ control }) => control.area === area).length,
    control: null,
  }))
}

function controlColumns(controls: readonly KnownControl[]) {
  return controls.map(({ control }) => ({
    id: control.id,
    title: control.title,
    controls: 1,
    control: controlRefOf(control),
  }))
}
