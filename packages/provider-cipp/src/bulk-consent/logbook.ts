import { z } from 'zod'
import { rowsOf } from '../answers.js'
import type { CippClient } from '../cipp-client.js'
import { CORE_READ } from '../permissions.js'

const entry = z.looseObject({
  DateTime: z.string().nullish(),
  Tenant: z.string().nullish(),
  TenantID: z.string().nullish(),
  Message: z.string(),
})

const DAY = 86_400_000
/** The logbook counts in whole seconds, the queue does not. */
const SLACK = 5_000

/**
 * Why deployments failed since a moment by CIPP’s clock, by the tenant’s id or domain in lower case. The logbook is the
 * only place that tells: a task that failed counts as completed. It is cut into days of a time zone that is not known.
 */
export async function failuresSince(client: CippClient, since: Date): Promise<Map<string, string>> {
  const failures = new Map<string, string>()
  for (const day of [-DAY, 0, DAY]) {
    const answer = await client.call({
      name: 'ListLogs',
      permission: CORE_READ,
      purpose: 'Read in CIPP’s logbook why consent failed',
      query: {
        Filter: 'true',
        Severity: 'Error',
        API: 'Add Multitenant App',
        DateFilter: new Date(since.getTime() + day).toISOString().slice(0, 10).replaceAll('-', ''),
      },
    })
    for (const row of rowsOf(answer)) {
      const found = entry.safeParse(row).data
      if (!found || isBefore(found.DateTime, since)) continue
      for (const tenant of [found.TenantID, found.Tenant]) {
        if (tenant && !failures.has(tenant.toLowerCase())) failures.set(tenant.toLowerCase(), found.Message)
      }
    }
  }
  return failures
}

/** A time without a zone may be hours off; such an entry counts, as it is of one of the days asked for. */
function isBefore(time: string | null | undefined, since: Date): boolean {
  if (!time || !/(Z|[+-]\d\d:?\d\d)$/.test(time)) return false
  return Date.parse(time) < since.getTime() - SLACK
}
