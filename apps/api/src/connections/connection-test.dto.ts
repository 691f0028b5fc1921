import { z } from 'zod'

export const healthValues = ['connected', 'authenticationError', 'permissionError', 'serviceError'] as const

const Provenance = z.object({
  operation: z.string().describe('What was asked, with ids blanked.'),
  at: z.string(),
  status: z.int().optional(),
  requestId: z.string().optional().describe('The provider’s own id of the exchange.'),
  providerCode: z.string().optional(),
})

export const ProblemFacts = z
  .object({
    code: z.string(),
    title: z.string(),
    why: z.string(),
    fix: z.string(),
    retryable: z.boolean(),
    health: z.enum(['authenticationError', 'permissionError', 'serviceError']).optional(),
    retryAfterSeconds: z.number().optional(),
    learnMore: z.string().optional(),
    provenance: Provenance.optional(),
    field: z.string().optional().describe('The input it is about: `config.NAME` or `credential.values.NAME`.'),
  })
  .meta({ id: 'ProblemFacts', description: 'What failed at the provider: what, why and what to do.' })

const CredentialLife = z.object({
  expiresAt: z.string().optional(),
  all: z
    .array(
      z.object({
        id: z.string(),
        kind: z.enum(['secret', 'certificate']),
        hint: z.string().optional(),
        name: z.string().optional(),
        startsAt: z.string().optional(),
        expiresAt: z.string().optional(),
      }),
    )
    .optional()
    .describe('Credentials of the same app at the provider, newest first; never their values.'),
})

const PermissionItem = z.object({
  name: z.string(),
  status: z.enum(['granted', 'covered', 'missing']),
  by: z.string().optional().describe('The wider permission that covers it.'),
  set: z.string(),
  why: z.string(),
})

const ApiCallItem = z.object({
  probe: z.string(),
  name: z.string(),
  set: z.string(),
  status: z
    .enum(['passed', 'failed', 'limited', 'skipped'])
    .describe(
      '`limited`: off for a reason that is nobody’s fault, such as a licence; `skipped`: its permission is missing.',
    ),
  durationMs: z.number(),
  fact: z.string().optional(),
  problem: ProblemFacts.optional(),
})

export const ConnectionTest = z
  .object({
    startedAt: z.string(),
    durationMs: z.number(),
    health: z.enum(healthValues),
    problem: ProblemFacts.optional().describe('The first thing to mend; absent when connected.'),
    notes: z.array(z.string()).describe('Codes of what does not break the connection, e.g. `throttled`.'),
    identity: z
      .object({ tenantId: z.string(), permissions: z.array(z.string()), principalId: z.string().optional() })
      .optional(),
    tenant: z.object({ tenantId: z.string(), name: z.string(), defaultDomain: z.string().optional() }).optional(),
    credential: CredentialLife.optional(),
    surplus: z.array(z.string()).describe('Granted permissions that no chosen feature needs.'),
    checks: z.object({
      authentication: z.object({
        status: z.enum(['passed', 'failed']),
        durationMs: z.number(),
        problem: ProblemFacts.optional(),
      }),
      permissions: z.object({
        status: z.enum(['passed', 'failed', 'skipped']),
        durationMs: z.number(),
        items: z.array(PermissionItem),
        problem: ProblemFacts.optional(),
      }),
      apiCalls: z.object({
        status: z.enum(['passed', 'failed', 'skipped']),
        durationMs: z.number(),
        items: z.array(ApiCallItem),
      }),
    }),
  })
  .meta({ id: 'ConnectionTest', description: 'The three checks of a connection: sign-in, permissions, sample calls.' })
