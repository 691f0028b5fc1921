import { z } from 'zod'
import { ProblemFacts } from '../connections/connection-test.dto.js'
import { pageOf, PageQuery } from '../http/pages.js'
import { TenantFilter } from '../tenants/tenants.dto.js'
import { Score, Source, TenantRef } from './verdicts.dto.js'

export const scopes = ['all', 'critical', 'failed'] as const
export const evidences = ['full', 'summary'] as const
export const assessmentStatuses = ['queued', 'running', 'succeeded', 'partlyFailed', 'failed', 'cancelled'] as const
export const tenantStatuses = [
  'waiting',
  'collecting',
  'evaluating',
  'succeeded',
  'failed',
  'withoutConsent',
  'cancelled',
] as const

const count = z.int().min(0)

/** Which tenants, by which controls. */
export const order = {
  tenantIds: z.array(z.guid()).min(1).max(5000).optional(),
  filter: TenantFilter.optional().describe('Instead of ids: all that match; `{}` is all.'),
  frameworks: z
    .array(z.string().max(100))
    .max(50)
    .default([])
    .describe('Ids; the controls of several are collected for once. Empty: all controls.'),
  scope: z
    .enum(scopes)
    .default('all')
    .describe('`critical`: controls of that severity. `failed`: what failed in the tenant last time.'),
  evidence: z
    .enum(evidences)
    .default('full')
    .describe('`summary` keeps of each verdict only the objects that are not as they should be, at most five.'),
}

/** Exactly one way to say which tenants. */
export function saysWhich({ tenantIds, filter }: { tenantIds?: unknown; filter?: unknown }): boolean {
  return (tenantIds === undefined) !== (filter === undefined)
}
export const SAYS_WHICH = { message: 'needs either tenantIds or filter', path: ['tenantIds'] }

export const StartAssessment = z
  .object({ name: z.string().trim().min(1).max(120).optional().describe('Made up where left out.'), ...order })
  .refine(saysWhich, SAYS_WHICH)
  .meta({ id: 'StartAssessment' })
export type StartAssessment = z.output<typeof StartAssessment>

export const Selection = z
  .object({ tenantIds: z.array(z.guid()).optional(), filter: TenantFilter.optional() })
  .meta({ id: 'AssessmentSelection' })

export const Assessment = z
  .object({
    id: z.guid(),
    name: z.string(),
    frameworks: z.array(z.string()),
    scope: z.enum(scopes),
    evidence: z.enum(evidences),
    status: z.enum(assessmentStatuses),
    tenants: z
      .object({
        total: count,
        done: count,
        failed: count,
        withoutConsent: count.describe('Nothing was read, since consent was never granted there; part of `done`.'),
        waiting: count,
        collecting: count.describe('Their configuration is being read.'),
        evaluating: count.describe('Controls judge what was read.'),
      })
      .describe('How many are how far.'),
    secondsLeft: z
      .int()
      .nullable()
      .describe(
        'Estimated from how long tenants took here before; null where nothing is known yet, where it takes longer than that, and at the end.',
      ),
    judgedBy: z.array(Source).describe('Versions that its controls come from.'),
    scheduleId: z.guid().nullable(),
    startedBy: z.string(),
    createdAt: z.string(),
    startedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    problem: ProblemFacts.nullable(),
  })
  .meta({ id: 'Assessment' })

export const AssessmentPage = pageOf(Assessment, 'AssessmentPage')

export const AssessmentQuery = PageQuery.extend({
  scheduleId: z.guid().optional(),
  open: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .describe('Only those that have not ended, or only those that have.'),
})

export const TenantAssessment = z
  .object({
    number: z.int().describe('Grows from one to the next; a tenant’s verdicts name the one that found them.'),
    assessmentId: z.guid(),
    assessment: z.string().describe('The name of the assessment.'),
    tenant: TenantRef,
    status: z
      .enum(tenantStatuses)
      .describe('`withoutConsent`: nothing could be read, since consent was never granted there.'),
    snapshot: z.int().nullable().describe('Number of the snapshot that was judged.'),
    resources: z.object({ done: count, total: count }).describe('Read of those to read; 0 while nothing is known.'),
    controls: z.object({ done: count, total: count }).describe('Judged of those to judge.'),
    partial: z.boolean().describe('Only some controls were judged.'),
    changed: count.nullable().describe('Controls that were found otherwise than before; null unless it succeeded.'),
    score: Score.nullable().describe('Of all that stood in the tenant at the end; null unless it succeeded.'),
    secondsLeft: z.int().nullable(),
    startedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    problem: ProblemFacts.nullable(),
  })
  .meta({ id: 'TenantAssessment' })

export const TenantAssessmentPage = pageOf(TenantAssessment, 'TenantAssessmentPage')

export const TenantAssessmentQuery = PageQuery.extend({ status: z.enum(tenantStatuses).optional() })

const listed = z
  .string()
  .max(5000)
  .transform((text) => text.split(',').filter((part) => part !== ''))

export const PreviewQuery = z.object({
  ...TenantFilter.shape,
  tenantIds: listed
    .pipe(z.array(z.guid()).max(100))
    .optional()
    .describe('Ids with commas between; left out: all that match the filter.'),
  frameworks: listed.default([]).describe('Ids with commas between; left out: all controls.'),
  scope: z.enum(scopes).default('all'),
})

export const AssessmentPreview = z
  .object({
    tenants: count,
    controls: count.describe('That would be judged in each tenant; with `failed` the most of any tenant.'),
    manual: count.describe('Among them: judged by people.'),
    resources: count.describe('That would be read in each tenant.'),
    minutes: z
      .object({ from: z.number(), to: z.number() })
      .nullable()
      .describe('Estimated from how long tenants took here before; null where none was assessed yet.'),
  })
  .meta({ id: 'AssessmentPreview' })
