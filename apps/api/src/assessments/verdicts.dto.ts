import { z } from 'zod'
import { pageOf, PageQuery } from '../http/pages.js'
import { causes, severities, standings, verdicts } from './score.js'

const count = z.int().min(0)

export const Score = z
  .object({
    percent: z
      .int()
      .nullable()
      .describe('Passed of judged in whole percent; null where nothing was judged. 100 is said only of all.'),
    controls: count.describe('All controls that were looked at: the sum of all that follows but `judged`.'),
    judged: count.describe('What the percentage is of: passed and failed.'),
    passed: count,
    failed: count,
    excepted: count.describe('Failures that someone accepted for a time; no part of the percentage.'),
    manual: z.object({
      open: count.describe('A person has to look, and nobody has; no part of the percentage.'),
      attested: count.describe('Judged by a person; part of passed, failed or notApplicable.'),
    }),
    notApplicable: count.describe('The tenant has nothing that the control is about.'),
    notAssessed: z.object({
      total: count.describe('Could not be judged; no part of the percentage.'),
      notPermitted: count,
      notLicensed: count,
      notRead: count,
      error: count,
    }),
  })
  .meta({ id: 'ComplianceScore', description: 'A share of controls that pass, and what it is a share of.' })

export const Source = z
  .object({
    kind: z.enum(['provider', 'pack']),
    id: z.string(),
    name: z.string(),
    version: z.string(),
  })
  .meta({ id: 'ControlSource', description: 'Who brings a control or a framework: a provider, or a control pack.' })

export const ControlRef = z
  .object({
    id: z.string(),
    title: z.string(),
    area: z.string(),
    severity: z.enum(severities),
    automation: z.enum(['automated', 'manual']),
  })
  .meta({ id: 'ControlRef' })

export const TenantRef = z
  .object({ id: z.guid(), name: z.string(), slug: z.string(), own: z.boolean() })
  .meta({ id: 'ComplianceTenantRef' })

const Evidence = z.object({
  object: z.string().describe('What people call the object, e.g. the name of a policy.'),
  id: z.string().optional(),
  resource: z.string().optional(),
  property: z.string().optional(),
  value: z.unknown().optional(),
  expected: z.string().optional(),
  ok: z.boolean(),
})

export const ExceptionRef = z
  .object({ id: z.guid(), reason: z.string(), expiresAt: z.string() })
  .meta({ id: 'VerdictException', description: 'An exception in force that covers the failure.' })

export const AttestationRef = z
  .object({ statement: z.string(), by: z.string(), at: z.string(), validUntil: z.string() })
  .meta({ id: 'VerdictAttestation', description: 'A person’s word that decides.' })

const verdict = {
  verdict: z.enum(verdicts),
  standing: z.enum(standings).describe('What counts: the verdict, or `excepted` for a failure that was accepted.'),
  cause: z.enum(causes).nullable().describe('Why it could not be judged; only with `notAssessed`.'),
  reason: z.string().describe('A sentence that a customer understands.'),
  evidence: z.array(Evidence),
  warnings: z.array(z.string()).describe('What a stricter reader would mind although the verdict stands.'),
  licence: z.string().nullable().describe('Its absence is the only reason.'),
  permissions: z.array(z.string()).describe('Any one of them would let it be judged.'),
  wouldPassWith: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe('Values of parameters with which it would pass, by parameter.'),
  since: z.string().describe('When an assessment first found exactly this.'),
  exception: ExceptionRef.nullable(),
  attestation: AttestationRef.nullable(),
}

export const TenantVerdict = z
  .object({
    control: ControlRef,
    ...verdict,
    frameworks: z.array(z.string()).describe('Ids of frameworks that name it.'),
  })
  .meta({ id: 'TenantVerdict', description: 'How a control stands in a tenant, with what decided.' })

export const ControlVerdict = z
  .object({ tenant: TenantRef, ...verdict })
  .meta({ id: 'ControlVerdict', description: 'How a control stands in a tenant, with what decided.' })

export const TenantVerdictPage = pageOf(TenantVerdict, 'TenantVerdictPage')
export const ControlVerdictPage = pageOf(ControlVerdict, 'ControlVerdictPage')

const filters = {
  standing: z.enum(standings).optional(),
  cause: z.enum(causes).optional(),
}

export const ControlVerdictQuery = PageQuery.extend({
  ...filters,
  q: z.string().trim().max(200).optional().describe('Part of the tenant’s name.'),
})

export const TenantVerdictQuery = PageQuery.extend({
  ...filters,
  verdict: z.enum(verdicts).optional(),
  framework: z.string().max(100).optional(),
  requirement: z.string().max(100).optional().describe('Of the framework given.'),
  area: z.string().max(100).optional(),
  severity: z.enum(severities).optional(),
  control: z.string().max(200).optional(),
  changedSince: z.string().max(20).regex(/^\d+$/).optional().describe('Number of a tenant’s assessment.'),
  q: z.string().trim().max(200).optional().describe('Part of the title, the reason or the id.'),
})
