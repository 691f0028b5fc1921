import type { Cause, Evidence } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
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

/**
 * SQL: how the controls $4 stood in the tenants $1 at their assessments $2 and times $3: as `effectiveVerdicts` says of now,
 * of any time. Rows are slim, for of a large organization there are many.
 */
const THEN = `with pins as (
    select * from unnest($1::uuid[], $2::bigint[], $3::timestamptz[]) as p(tenant_id, number, at)),
  judged as (
    select v.tenant_id, v.control, v.since, v.cause, p.at, case when a.valid_until > p.at then a.verdict else v.verdict end as verdict,
      case when a.valid_until > p.at then a.id end as attestation_id
    from pins p
    join verdicts v on v.tenant_id = p.tenant_id and v.since <= p.number and (v.until is null or v.until > p.number)
      and v.control = any($4::text[])
    left join lateral (
      select a.id, a.verdict, a.valid_until from attestations a
      where v.verdict = 'manual' and a.tenant_id = v.tenant_id and a.control = v.control and a.at <= p.at
        and (a.withdrawn_at is null or a.withdrawn_at > p.at)
      order by a.at desc limit 1) a on true),
  accepted as (
    select distinct on (j.tenant_id, j.control) j.tenant_id, j.control, e.id
    from exceptions e join judged j on j.control = e.control and j.verdict = 'fail'
      and (e.tenant_ids is null or j.tenant_id = any(e.tenant_ids))
      and (e.parameters is null or exists (
        select 1 from verdicts w where w.tenant_id = j.tenant_id and w.control = j.control and w.since = j.since
          and e.parameters @> w.would_pass_with))
    where ${inForceAt('j.at')}
    order by j.tenant_id, j.control, e.expires_at desc),
  stood as (
    select j.tenant_id, j.control, j.since, j.attestation_id, x.id as exception_id,
      case when x.id is not null then 'excepted' else j.verdict end as standing,
      case when j.verdict = 'notAssessed' then j.cause end as cause
    from judged j left join accepted x on x.tenant_id = j.tenant_id and x.control = j.control)`

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
    `${THEN} select s.tenant_id, s.control, s.standing, s.cause, d.reason,
       case when $5 or s.standing in ('fail', 'excepted') then d.evidence else '[]'::jsonb end as evidence,
       jsonb_array_length(d.evidence) as pieces, d.warnings, d.licence, d.permissions, d.since_at, s.exception_id,
       s.attestation_id
     from stood s join verdicts d on d.tenant_id = s.tenant_id and d.control = s.control and d.since = s.since
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
    `${THEN} select tenant_id, standing, cause, count(*)::int as count, count(attestation_id)::int as attested
     from stood group by tenant_id, standing, cause`,
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
    `${THEN} select control, count(*)::int as tenants from stood where standing = 'fail' group by control`,
    parametersOf(pins, controls),
  )
}
