import type { Cause } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { grouped } from '../tenants/grouped.js'
import type { Catalogue, KnownControl } from './catalogue.js'
import { effectiveVerdicts } from './effective-verdicts.js'
import { NOTHING, type Standing, type Tally } from './score.js'

/** In how many tenants something stands how. */
export type StandingCounts = Record<Standing, number>

/** How many of something stand how. */
interface CountRow {
  standing: Standing
  cause: Cause | null
  attested: boolean
  count: number
}

/** SQL: counts rows of effective verdicts, by these columns and how they stand. Few columns of few kinds: one pass is enough. */
const COUNTED = 'standing, cause, attested, count(*)::int as count'
const BY_STANDING = 'standing, cause, attested'

/** How the controls of a catalogue stand over all tenants, control by control: groups of controls are sums of it. */
export class FleetCounts {
  private constructor(
    private readonly controls: ReadonlyMap<string, Tally>,
    /** By tenant; only tenants of which something is known. */
    readonly tenants: ReadonlyMap<string, Tally>,
  ) {}

  static async of(tx: EntityManager, controls: readonly string[]): Promise<FleetCounts> {
    // The usual memory makes it sort on disk what it can count in memory.
    await tx.query(`set local work_mem = '64MB'`)
    const rows = await tx.query<(CountRow & { control: string | null; tenant_id: string | null })[]>(
      `select e.control, e.tenant_id, ${COUNTED} from (${effectiveVerdicts('v.control = any($1)')}) e
       where e.tenant_id in (select id from tenants where gone_at is null)
       group by grouping sets ((e.control, ${BY_STANDING}), (e.tenant_id, ${BY_STANDING}))`,
      [controls],
    )
    return new FleetCounts(
      talliesBy(
        rows.filter(({ control }) => control !== null),
        ({ control }) => control ?? '',
      ),
      talliesBy(
        rows.filter(({ control }) => control === null),
        ({ tenant_id: id }) => id ?? '',
      ),
    )
  }

  ofControl(id: string): Tally {
    return this.controls.get(id) ?? NOTHING
  }

  /** The sum over controls. */
  ofControls(ids: Iterable<string>): Tally {
    return sumOf([...ids].map((id) => this.ofControl(id)))
  }
}

/** How tenants stand in each area of some controls. */
export async function areaTallies(
  tx: EntityManager,
  tenants: readonly string[],
  controls: readonly KnownControl[],
): Promise<Map<string, Map<string, Tally>>> {
  const rows = await tx.query<(CountRow & { tenant_id: string; area: string })[]>(
    `select e.tenant_id, n.area, ${COUNTED}
     from (${effectiveVerdicts('v.tenant_id = any($1)')}) e
     join unnest($2::text[], $3::text[]) as n(control, area) on n.control = e.control
     group by e.tenant_id, n.area, ${BY_STANDING}`,
    [tenants, controls.map(({ control }) => control.id), controls.map(({ control }) => control.area)],
  )
  const byTenant = grouped(rows, ({ tenant_id: id }) => id)
  return new Map([...byTenant].map(([id, own]) => [id, talliesBy(own, ({ area }) => area)]))
}

/** Adds up rows by what they are about. */
function talliesBy<Row extends CountRow>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Tally> {
  const tallies = new Map<string, Tally>()
  for (const row of rows) {
    const key = keyOf(row)
    const tally = tallies.get(key) ?? { ...NOTHING }
    tally[row.standing === 'notAssessed' ? (row.cause ?? 'notRead') : row.standing] += row.count
    if (row.attested) tally.attested += row.count
    tallies.set(key, tally)
  }
  return tallies
}

/** Adds up. */
function sumOf(tallies: readonly Tally[]): Tally {
  const sum = { ...NOTHING }
  for (const tally of tallies) for (const key of Object.keys(NOTHING) as (keyof Tally)[]) sum[key] += tally[key]
  return sum
}

/** Without the causes of what was not assessed. */
export function standingsOf(tally: Tally): StandingCounts {
  const { pass, fail, excepted, manual, notApplicable, notPermitted, notLicensed, notRead, error } = tally
  return {
    pass,
    fail,
    excepted,
    manual,
    notApplicable,
    notAssessed: notPermitted + notLicensed + notRead + error,
  }
}

/** Ids of the controls of a framework, or of all. */
export function idsOf(catalogue: Catalogue, framework?: string): string[] {
  return catalogue.controlsIn(framework === undefined ? [] : [framework]).map(({ control }) => control.id)
}
