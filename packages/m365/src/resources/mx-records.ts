import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** MX records of each accepted domain. RFC 5321, section 5. */
export const mxRecords = defineResource({
  id: 'dns.mx',
  name: 'MX records',
  service: 'DNS',
  source: 'dns:MX',
  schema: z.array(
    z.looseObject({
      domain: z.string(),
      /** Each a host, or a preference and a host; empty: there is none. */
      records: z
        .array(z.string())
        .nullish()
        .transform((records) => records ?? []),
      /** Why there is no answer, so that nothing is known; absent when there was one. */
      problem: z.string().nullish(),
    }),
  ),
  key: 'domain',
  label: 'domain',
})
