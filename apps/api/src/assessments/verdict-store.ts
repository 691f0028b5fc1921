import { createHash } from 'node:crypto'
import type { Evidence, Outcome } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { canonicalJson } from '../audit/chain.js'
import type { EvidenceKept } from './assessment-rows.js'

const SUMMARY_OBJECTS = 5

/** What an assessment found for a control. */
export interface Found {
  control: string
  outcome: Outcome
}

/** What became of keeping what was found. */
export interface Kept {
  /** Versions that were written. */
  added: number
  /** Versions that hold no longer. */
  closed: number
  /** Controls whose verdict, or the cause of having none, is not what it was. */
  turned: number
}

/**
 * Keeps what an assessment found of a tenant as versions: what is as it was is not written again. `whole`: every control was
 * judged, so that verdicts of others hold no longer. Assessments of the same tenant queue up here.
 */
export async function keepVerdicts(
  tx: EntityManager,
  place: { organizationId: string; tenantId: string; number: number; evidence: EvidenceKept; whole: boolean },
  found: readonly Found[],
): Promise<Kept> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('verdicts of ' || $1::text, 0))`, [place.tenantId])
  const given = found.map(({ control, outcome }) => rowOf(control, outcome, place.evidence))
  const [kept] = await tx.query<[Kept]>(
    `with given as (
       select *, decode(digest, 'hex') as hash from jsonb_to_recordset($4::jsonb) as given(control text, digest text,
         verdict text, cause text, reason text, evidence jsonb, warnings text[], licence text, permissions text[],
         "wouldPassWith" jsonb)),
     closed as (
       update verdicts v set until = $3, until_at = now()
       where v.tenant_id = $2 and v.until is null and (
         exists (select 1 from given g where g.control = v.control and g.hash <> v.hash)
         or $5 and not exists (select 1 from given g where g.control = v.control))
       returning v.control, v.verdict, v.cause),
     added as (
       insert into verdicts (organization_id, tenant_id, control, hash, verdict, cause, reason, evidence, warnings, licence,
         permissions, would_pass_with, since, since_at)
       select $1, $2, g.control, g.hash, g.verdict, g.cause, g.reason, g.evidence, g.warnings, g.licence, g.permissions,
         g."wouldPassWith", $3, now()
       from given g
       -- Asking for the count has the old versions closed before new ones are written.
       where (select count(*) from closed) >= 0 and not exists (
         select 1 from verdicts v
         where v.tenant_id = $2 and v.control = g.control and v.until is null and v.hash = g.hash)
       returning control)
     select (select count(*)::int from added) as added, (select count(*)::int from closed) as closed,
       (select count(*)::int from closed c join given g on g.control = c.control
        where g.verdict <> c.verdict or g.cause is distinct from c.cause) as turned`,
    [place.organizationId, place.tenantId, place.number, JSON.stringify(given, storable), place.whole],
  )
  return kept
}

function rowOf(control: string, outcome: Outcome, kept: EvidenceKept) {
  const said = {
    verdict: outcome.verdict,
    cause: outcome.cause ?? null,
    reason: outcome.reason,
    evidence: kept === 'full' ? outcome.evidence : summaryOf(outcome.evidence),
    warnings: outcome.warnings,
    licence: outcome.licence ?? null,
    permissions: outcome.permissions ?? [],
    wouldPassWith: outcome.wouldPassWith ?? null,
  }
  // As JSON reads it back: what is left out of JSON makes no difference.
  const text = canonicalJson(JSON.parse(JSON.stringify(said, storable)))
  return { control, digest: createHash('sha256').update(text).digest('hex'), ...said }
}

/** The objects that are not as they should be, a few of them. */
function summaryOf(evidence: readonly Evidence[]): Evidence[] {
  return evidence.filter(({ ok }) => !ok).slice(0, SUMMARY_OBJECTS)
}

/** PostgreSQL takes neither NUL nor half a surrogate pair in a text. */
function storable(_: string, value: unknown): unknown {
  return typeof value === 'string' ? Buffer.from(value.replaceAll('\0', '')).toString('utf8') : value
}
