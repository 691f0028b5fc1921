/** SQL: a time of which it is asked how controls stood. Each part may name what the parts before it bring. */
export interface Moment {
  /** Verdicts as `v`, and with them what tells the time. */
  verdicts: string
  /** Whether `v` is what had been found by then. */
  isFound: string
  /** The time itself. */
  at: string
  /** The latest of the attestations of each tenant and control that had not been withdrawn by then, valid or not. */
  attestations: string
  /** Whether the exception `e` was in force at `f.at`. */
  isInForce: string
}

/** Of now there are indexes. */
const NOW: Moment = {
  verdicts: 'verdicts v',
  isFound: 'v.until is null',
  at: 'now()',
  attestations: 'select * from attestations where current',
  isInForce: `e.status = 'active' and e.expires_at > now()`,
}

/**
 * SQL: failures that an exception in force covers: one that accepts the failure, or whose parameters are those with which
 * the control would pass. Time decides by itself, so that what an exception covered reopens when it ends. Exceptions are few:
 * with `offset 0` each looks up the verdicts of its control, instead of all verdicts being gone through.
 */
function accepted(where: string, { verdicts, isFound, at, isInForce }: Moment): string {
  return `select distinct on (f.tenant_id, f.control) f.tenant_id, f.control, e.id
    from exceptions e cross join lateral (
      select v.tenant_id, v.control, v.since, ${at} as at from ${verdicts}
      where v.organization_id = e.organization_id and v.control = e.control and ${isFound}
        and v.verdict in ('fail', 'manual') and (e.tenant_ids is null or v.tenant_id = any(e.tenant_ids)) and (${where})
      offset 0) f
    where ${isInForce} and (e.parameters is null or exists (
      select 1 from verdicts w where w.tenant_id = f.tenant_id and w.control = f.control and w.since = f.since
        and e.parameters @> w.would_pass_with))
    order by f.tenant_id, f.control, e.expires_at desc`
}

/**
 * SQL: what stands for each control of each tenant, as every list, count, score and report takes it; now, unless another
 * moment is asked about. One row for a tenant and control: `tenant_id, control, verdict, cause, standing, attested,
 * exception_id, attestation_id, since`. `where` narrows by columns of `v`.
 */
export function effectiveVerdicts(where = 'true', moment = NOW): string {
  return `select judged.tenant_id, judged.control, judged.verdict, judged.cause, judged.attestation_id,
      judged.attestation_id is not null as attested, judged.since,
      case when judged.verdict = 'fail' and accepted.id is not null then 'excepted' else judged.verdict end as standing,
      case when judged.verdict = 'fail' then accepted.id end as exception_id
    from (
      select v.tenant_id, v.control, coalesce(a.verdict, v.verdict) as verdict, v.cause, a.id as attestation_id, v.since
      from ${moment.verdicts}
      left join (${moment.attestations}) a on a.tenant_id = v.tenant_id and a.control = v.control
        and a.valid_until > ${moment.at} and v.verdict = 'manual'
      where ${moment.isFound} and (${where})) judged
    left join (${accepted(where, moment)}) accepted on accepted.tenant_id = judged.tenant_id and accepted.control = judged.control`
}

/** SQL: how many stand how, of rows of {@link effectiveVerdicts}, as columns named like those of a tally. */
export const TALLY = `count(*) filter (where standing = 'pass')::int as pass,
  count(*) filter (where standing = 'fail')::int as fail,
  count(*) filter (where standing = 'excepted')::int as excepted,
  count(*) filter (where standing = 'manual')::int as manual,
  count(*) filter (where attested)::int as attested,
  count(*) filter (where standing = 'notApplicable')::int as "notApplicable",
  count(*) filter (where standing = 'notAssessed' and cause = 'notPermitted')::int as "notPermitted",
  count(*) filter (where standing = 'notAssessed' and cause = 'notLicensed')::int as "notLicensed",
  count(*) filter (where standing = 'notAssessed' and coalesce(cause, 'notRead') = 'notRead')::int as "notRead",
  count(*) filter (where standing = 'notAssessed' and cause = 'error')::int as error`
