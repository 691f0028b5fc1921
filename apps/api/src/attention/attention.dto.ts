import { z } from 'zod'
import { concerns } from '../tenants/tenant-stage.js'

export const AttentionItem = z
  .object({
    id: z.string().describe('The same as long as the same thing needs attention.'),
    severity: z.enum(['broken', 'attention', 'unknown']),
    kind: z.enum(['health', 'expiry', 'rotation', 'oldSecret', 'provider', ...concerns, 'relationshipEnding']),
    title: z.string(),
    detail: z.string(),
    subject: z
      .object({
        kind: z.enum(['connection', 'tenant', 'tenants']),
        id: z.string(),
        name: z.string(),
        count: z.int().describe('How many it is about.'),
      })
      .describe('A connection, a tenant, or several tenants that need the same; the id of these is what they need.'),
    action: z.object({ label: z.string(), target: z.enum(['open', 'updateCredential', 'rotate', 'permissions']) }),
    since: z.string(),
  })
  .meta({ id: 'AttentionItem' })
export type AttentionItem = z.output<typeof AttentionItem>

export const AttentionList = z
  .object({
    items: z.array(AttentionItem).describe('Worst first.'),
    nextCursor: z.null(),
    total: z.int().describe('Connections looked at.'),
    well: z.int().describe('Connections that need nothing.'),
    simulated: z.boolean().describe('Whether any connection is simulated.'),
  })
  .meta({ id: 'AttentionList' })
