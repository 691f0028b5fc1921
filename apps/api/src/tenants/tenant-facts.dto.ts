import { z } from 'zod'
import { ProblemFacts } from '../connections/connection-test.dto.js'
import { pageOf } from '../http/pages.js'
import { consentStatuses, mailboxStatuses } from './onboarding.js'

export const TenantActivityPage = pageOf(
  z
    .object({
      id: z.guid(),
      at: z.string(),
      actor: z.object({ kind: z.enum(['user', 'apiKey', 'system']), name: z.string() }),
      action: z.string().describe('What was done, e.g. `tenant.consentGranted`.'),
      result: z.enum(['success', 'failure']),
      summary: z.string(),
      tenants: z.int().min(1).describe('How many tenants it touched.'),
      requestId: z.string().nullable(),
    })
    .meta({ id: 'TenantActivity' }),
  'TenantActivityPage',
)

const Call = z.object({
  at: z.string(),
  operation: z.string().describe('Method, host and path, with ids blanked.'),
  purpose: z.string(),
  status: z.int().optional().describe('HTTP status; absent where no answer came.'),
  durationMs: z.int(),
  requestId: z.string().optional().describe('The provider’s id of the exchange.'),
  problem: z.object({ code: z.string(), why: z.string(), fix: z.string() }).optional(),
})

export const TenantDiagnostics = z
  .object({
    permissions: z
      .array(
        z.object({
          name: z.string(),
          api: z.string(),
          feature: z.string(),
          status: z
            .enum(['granted', 'covered', 'missing', 'inapplicable'])
            .describe('`inapplicable`: the tenant lacks the service it belongs to.'),
          by: z.string().optional().describe('The wider permission that covers it.'),
        }),
      )
      .describe('What is asked for, against the last token of our app in the tenant.'),
    beyond: z.array(z.string()).describe('Granted although nothing here asks for it.'),
    tokenAt: z.string().nullable().describe('When the last look was.'),
    services: z
      .array(z.object({ name: z.string(), status: z.enum(['there', 'absent', 'unknown']) }))
      .describe('What the tenant is licensed for, as far as the looks can tell.'),
    roles: z
      .array(z.object({ name: z.string(), relationship: z.string(), status: z.string(), mayConsent: z.boolean() }))
      .describe('What a partner’s people may do there, and through which relationship.'),
    checks: z
      .array(
        z.object({
          at: z.string(),
          durationMs: z.int(),
          consent: z.enum(consentStatuses),
          mailboxes: z.enum(mailboxStatuses),
          servedBy: z.string().nullable(),
          problems: z.array(ProblemFacts),
          calls: z.array(Call),
        }),
      )
      .describe('The last looks, latest first.'),
  })
  .meta({ id: 'TenantDiagnostics' })
export type TenantDiagnostics = z.output<typeof TenantDiagnostics>
