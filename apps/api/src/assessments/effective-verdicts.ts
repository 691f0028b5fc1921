/**
 * SQL: what stands for each control of each tenant now, as every list, count and score takes it. One row for a tenant and
 * control: `tenant_id, control, verdict, cause, standing, attested, since_at`. `where` narrows by columns of `v`.
 */
export function effectiveVerdicts(where = 'true'): string {
  return `select v.tenant_id, v.control, v.verdict, v.cause, v.verdict as standing, false as attested, v.since_at
    from verdicts v
    where v.until is null and (${where})`
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
