import { z } from 'zod'

export const StartBulkConsent = z
  .object({
    tenantIds: z.array(z.guid()).min(1).max(5000).optional(),
    pending: z
      .literal(true)
      .optional()
      .describe('Instead of ids: all that have not consented, or not to everything, and whose relationship stands.'),
    connectionId: z.guid().optional().describe('Which connection consents, where several can.'),
  })
  .refine(({ tenantIds, pending }) => (tenantIds === undefined) !== (pending === undefined), {
    message: 'needs either tenantIds or pending',
  })
export type StartBulkConsent = z.output<typeof StartBulkConsent>
