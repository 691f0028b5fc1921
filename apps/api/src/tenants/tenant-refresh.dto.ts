import { z } from 'zod'

const Refresher = z.object({
  connectionId: z.guid(),
  name: z.string().describe('Name of the connection.'),
  providerName: z.string(),
})

export const Refreshers = z.object({ items: z.array(Refresher) }).meta({
  id: 'Refreshers',
  description: 'Who can renew their own access to a tenant, where they act in it for others.',
})

export const RefreshAccess = z.object({ connectionId: z.guid() }).meta({ id: 'RefreshAccess' })

export type RefreshAccess = z.output<typeof RefreshAccess>

export const AccessRefreshed = z
  .object({ said: z.string().describe('What the provider says it did; only a new look at the tenant proves it.') })
  .meta({ id: 'AccessRefreshed' })
