import { defineResource } from '@tenantry/core'
import { z } from 'zod'

const answer = z.looseObject({
  domain: z.string(),
  /** The name that was asked, e.g. `_dmarc.contoso.com`. */
  name: z.string().nullish(),
  /** TXT records, each joined; empty: there is none. */
  records: z
    .array(z.string())
    .nullish()
    .transform((records) => records ?? []),
  /** Why there is no answer, so that nothing is known; absent when there was one. */
  problem: z.string().nullish(),
})

/** What DNS answered for one domain. */
export type DnsAnswer = z.output<typeof answer>

/** DMARC records of each accepted domain, else of its organizational domain. RFC 7489. */
export const dmarcRecords = defineResource({
  id: 'dns.dmarc',
  name: 'DMARC records',
  service: 'DNS',
  source: 'dns:TXT/dmarc',
  schema: z.array(answer),
  key: 'domain',
  label: 'domain',
})

/** DKIM keys of each accepted domain, one row for each selector. RFC 6376. */
export const dkimRecords = defineResource({
  id: 'dns.dkim',
  name: 'DKIM records',
  service: 'DNS',
  source: 'dns:TXT/dkim',
  schema: z.array(answer),
  key: 'name',
  label: 'name',
})

/** TXT records of each accepted domain, and of every name that its SPF record leads to. RFC 7208. */
export const spfRecords = defineResource({
  id: 'dns.spf',
  name: 'SPF records',
  service: 'DNS',
  source: 'dns:TXT/spf',
  schema: z.array(
    answer.extend({
      leadsTo: z
        .array(answer.omit({ domain: true }).extend({ name: z.string() }))
        .nullish()
        .transform((names) => names ?? []),
    }),
  ),
  key: 'domain',
  label: 'domain',
})

/** SPF as another tool judged it; a snapshot file may bring it instead of the records. */
export const judgedSpf = defineResource({
  id: 'dns.judgedSpf',
  name: 'SPF, judged by another tool',
  service: 'DNS',
  source: 'dns:derived/spf',
  schema: z.array(
    z.looseObject({ domain: z.string(), compliant: z.boolean().nullish(), message: z.string().nullish() }),
  ),
  key: 'domain',
  label: 'domain',
  unread: 'Records are read instead, and judged here.',
})
