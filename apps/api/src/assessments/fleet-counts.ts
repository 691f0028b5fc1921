import type { EntityManager } from 'typeorm'
import type { Catalogue } from './catalogue.js'
import { effectiveVerdicts, TALLY } from './effective-verdicts.js'
import { NOTHING, type Standing, type Tally } from './score.js'

/** In how many tenants something stands how. */
export type StandingCounts = Record<Standing, number>

/** How the controls of a catalogue stand over all tenants, control by control: groups of controls are sums of it. */
export class FleetCounts {
  constructor(private readonly tallies: ReadonlyMap<string, Tally>) {}

  static async of(tx: EntityManager, controls: readonly string[]): Promise<FleetCounts> {
    const rows = await tx.query<(Tally & { control: string })[]>(
      `select e.control, ${TALLY} from (${effectiveVerdicts('v.control = any($1)')}) e
       join tenants t on t.id = e.tenant_id and t.gone_at is null group by e.control`,
      [controls],
    )
    return new FleetCounts(new Map(rows.map(({ control, ...tally }) => [control, tally])))
  }

  ofControl(id: string): Tally {
    return this.tallies.get(id) ?? NOTHING
  }

  /** The sum over controls. */
  ofControls(ids: Iterable<string>): Tally {
    return sumOf([...ids].map((id) => this.ofControl(id)))
  }
}

/** Adds up. */
export function sumOf(tallies: readonly Tally[]): Tally {
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

/** How many tenants that are there were assessed. */
export async function assessedTenants(tx: EntityManager, controls: readonly string[]): Promise<number> {
  const [row] = await tx.query<[{ count: number }]>(
    `select count(*)::int as count from tenants t where t.gone_at is null and exists (
       select 1 from verdicts v where v.tenant_id = t.id and v.until is null and v.control = any($1))`,
    [controls],
  )
  return row.count
}

/** Ids of the controls of a framework, or of all. */
export function idsOf(catalogue: Catalogue, framework?: string): string[] {
  return catalogue.controlsIn(framework === undefined ? [] : [framework]).map(({ control }) => control.id)
}
