import { z } from 'zod'
import { readingStatuses } from './snapshot-rows.js'

const ReadResource = z.object({
  resource: z.string(),
  name: z.string(),
  service: z.string(),
  permissions: z.array(z.string()).describe('Any one of these allows it; none: no permission is needed.'),
  licence: z.string().nullable().describe('The licence without which the provider refuses.'),
  status: z.enum(readingStatuses).nullable().describe('What became of it last; null where it was never asked for.'),
  reason: z.string().nullable().describe('Why it was not read last.'),
  lastReadAt: z.string().nullable(),
  objects: z.int().min(0).nullable().describe('How many there were when it was read last.'),
})

export const TenantDataAccess = z
  .object({
    categories: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        reads: z.string().describe('What exactly is read of it.'),
        provider: z.object({ id: z.string(), name: z.string() }),
        connection: z.object({ id: z.guid(), name: z.string() }),
        set: z.object({ id: z.string(), name: z.string() }).describe('The feature that switches it on.'),
        on: z.boolean(),
        lastReadAt: z.string().nullable(),
        resources: z.array(ReadResource),
      }),
    ),
    neverReads: z
      .array(z.object({ what: z.string(), providers: z.array(z.string()) }))
      .describe('What is refused before it is sent, whoever asks.'),
  })
  .meta({
    id: 'TenantDataAccess',
    description: 'What is read of a tenant, with which permission, and when it was last.',
  })
export type TenantDataAccess = z.output<typeof TenantDataAccess>
