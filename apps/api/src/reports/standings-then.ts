import type { Cause, Evidence } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { effectiveVerdicts, type Moment } from '../assessments/effective-verdicts.js'
import { NOTHING, type Score, scoreOf, type Standing, type Tally } from '../assessments/score.js'
import type { Pin } from './report-pins.js'

/** A verdict as it stood. */
export interface VerdictThen {
  tenant_id: string
  control: string
  standing: Standing
  cause: Cause | null
  reason: string
  evidence: Evidence[]
  pieces: number
  warnings: string[]
  licence: string | null
  permissions: string[]
  since_at: Date
  exception_id: string | null
  attestation_id: string | null
}

/** SQL: whether an exception `e` was in force at a time. */
export const inForceAt = (time: string) => `e.status in ('active', 'ended', 'expired')
  and coalesce(e.decided_at, e.requested_at) <= ${time} and e.expires_at > ${time} and (e.ended_at is null or e.ended_at > ${time})`

const PINS = 'unnest($1::uuid[], $2::bigint[], $3::timestamptz[]) as p(tenant_id, number, at)'

/** When the tenants $1 had their assessments $2, at the times $3. */
const PINNED: Moment = {
  verdicts: `${PINS} join verdicts v on v.tenant_id = p.tenant_id`,
  isFound: 'v.since <= p.number and (v.until is null or v.until > p.number)',
  at: 'p.at',
  attestations: `select distinct on (a.tenant_id, a.control) a.* from ${PINS} join attestations a on a.tenant_id = p.tenant_id
        where a.at <= p.at and (a.withdrawn_at is null or a.withdrawn_at > p.at)
        order by a.tenant_id, a.control, a.at desc`,
  isInForce: inForceAt('f.at'),
}

/** SQL: how the controls $4 stood then. Rows are slim, for of a large organization there are many. */
const STOOD = effectiveVerdicts('v.control = any($4::text[])', PINNED)

function parametersOf(pins: readonly Pin[], controls: readonly string[]): unknown[] {
  const assessed = pins.filter(({ assessment }) => assessment)
  return [
    assessed.map(({ tenant }) => tenant.id),
    assessed.map(({ assessment }) => assessment?.number),
    assessed.map(({ at }) => at),
    controls,
  ]
}

/** How all controls stood in these tenants, with the evidence of failures alone unless all is asked for. */
export function verdictsThen(
  tx: EntityManager,
  pins: readonly Pin[],
  controls: readonly string[],
  evidence: 'full' | 'summary',
): Promise<VerdictThen[]> {
  return tx.query<VerdictThen[]>(
    `select s.tenant_id, s.control, s.standing, s.cause, d.reason,
       case when $5 or s.standing in ('fail', 'excepted') then d.evidence else '[]'::jsonb end as evidence,
       jsonb_array_length(d.evidence) as pieces, d.warnings, d.licence, d.permissions, d.since_at, s.exception_id,
       s.attestation_id
     from (${STOOD}) s join verdicts d on d.tenant_id = s.tenant_id and d.control = s.control and d.since = s.since
     order by s.tenant_id, array_position($4::text[], s.control)`,
    [...parametersOf(pins, controls), evidence === 'full'],
  )
}

interface CountRow {
  tenant_id: string
  standing: Standing
  cause: Cause | null
  count: number
  attested: number
}

/** The score of each tenant, by its id. */
export async function scoresThen(
  tx: EntityManager,
  pins: readonly Pin[],
  controls: readonly string[],
): Promise<Map<string, Score>> {
  const rows = await tx.query<CountRow[]>(
    `select tenant_id, standing, cause, count(*)::int as count, count(attestation_id)::int as attested
     from (${STOOD}) s group by tenant_id, standing, cause`,
    parametersOf(pins, controls),
  )
  const tallies = new Map<string, Tally>(pins.map(({ tenant }) => [tenant.id, { ...NOTHING }]))
  for (const { tenant_id, standing, cause, count, attested } of rows) {
    const tally = tallies.get(tenant_id)
    if (!tally) continue
    tally[standing === 'notAssessed' ? (cause ?? 'notRead') : standing] += count
    tally.attested += attested
  }
  return new Map([...tallies].map(([id, tally]) => [id, scoreOf(tally)]))
}

/** Controls that failed, with the number of tenants. */
export function failingThen(
  tx: EntityManager,
  pins: readonly Pin[],
  controls: readonly string[],
): Promise<{ control: string; tenants: number }[]> {
  return tx.query(
    `select control, count(*)::int as tenants from (${STOOD}) s where standing = 'fail' group by control`,
    parametersOf(pins, controls),
  )
}
