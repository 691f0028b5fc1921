import { z } from 'zod'
import { pageOf, PageQuery } from '../http/pages.js'
import { TenantAssessment } from './assessments.dto.js'
import { causes, severities, verdicts } from './score.js'
import { ControlRef, Score, TenantRef } from './verdicts.dto.js'

const delta = z
  .int()
  .nullable()
  .describe('Percentage points since the assessment before; null where there was none to compare with.')

export const TenantPosture = z
  .object({
    tenant: TenantRef,
    assessedAt: z.string().nullable().describe('Null: never assessed, so there is no score.'),
    score: Score.nullable(),
    delta,
    frameworks: z.array(z.object({ id: z.string(), name: z.string(), version: z.string(), score: Score, delta })),
    areas: z.array(z.object({ area: z.string(), score: Score, delta })),
    severities: z.array(z.object({ severity: z.enum(severities), score: Score })),
    fixes: z
      .array(z.object({ control: ControlRef, reason: z.string(), licence: z.string().nullable() }))
      .describe('What fails, most severe first; at most ten.'),
    permissions: z
      .array(z.object({ permission: z.string(), controls: z.int() }))
      .describe('Missing permissions, and how many controls each would let be judged.'),
    licences: z
      .array(z.object({ licence: z.string(), controls: z.int() }))
      .describe('Missing licences, and how many controls wait for each.'),
    latest: TenantAssessment.nullable().describe('The latest that succeeded.'),
    underWay: TenantAssessment.nullable().describe('The one that is under way.'),
    lastFailed: TenantAssessment.nullable().describe(
      'Set where the last one failed, or read nothing for want of consent; what was known before stands.',
    ),
  })
  .meta({ id: 'TenantPosture' })

export const HistoryPoint = z
  .object({
    number: z.int(),
    assessmentId: z.guid(),
    assessment: z.string(),
    at: z.string(),
    partial: z.boolean(),
    score: Score,
    frameworks: z.array(z.object({ id: z.string(), percent: z.int().nullable() })),
    areas: z.array(z.object({ area: z.string(), percent: z.int().nullable() })),
    changed: z.int().describe('Controls that were found otherwise than before.'),
  })
  .meta({ id: 'ComplianceHistoryPoint' })

export const HistoryPage = pageOf(HistoryPoint, 'ComplianceHistoryPage')
export const HistoryQuery = PageQuery

const Judged = z.object({ verdict: z.enum(verdicts), cause: z.enum(causes).nullable(), reason: z.string() })

const ChangedObject = z.object({
  resource: z.string(),
  resourceName: z.string(),
  key: z.string(),
  label: z.string(),
  kind: z.enum(['added', 'changed', 'removed']),
  measuredBy: z
    .string()
    .nullable()
    .describe('Who measured it: it changes with what is measured, and nobody did it. Null: it is configuration.'),
  paths: z.array(z.string()).describe('What changed in it.'),
  who: z.string().nullable().describe('Who did it, where the provider’s log of changes says so.'),
  at: z.string().nullable(),
  activity: z.string().nullable(),
  link: z.string().nullable(),
})

export const ChangesQuery = z.object({
  assessment: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .describe('Number of the tenant’s assessment; left out: the latest.'),
})

export const VerdictChanges = z
  .object({
    from: z.object({ number: z.int(), at: z.string(), score: Score, snapshot: z.int().nullable() }).nullable(),
    to: z.object({ number: z.int(), at: z.string(), score: Score, snapshot: z.int().nullable() }).nullable(),
    items: z.array(
      z.object({
        control: ControlRef,
        from: Judged.nullable().describe('Null: it had not been judged before.'),
        to: Judged.nullable().describe('Null: it is no longer judged.'),
        because: z
          .enum(['objects', 'reading', 'rules', 'first', 'gone', 'unknown'])
          .describe(
            '`objects`: what it looks at changed, see there. `reading`: what could be read changed. `rules`: neither did, so the control, a parameter or time. `first` and `gone`: it was not judged before, or is no longer. `unknown`: a snapshot is no longer kept.',
          ),
        objects: z.array(ChangedObject).describe('Changed objects of the resources that it looks at; at most twenty.'),
        more: z.int().describe('Further changed objects that are left out.'),
      }),
    ),
  })
  .meta({ id: 'VerdictChanges', description: 'Why a score moved: verdicts that turned, and what had changed.' })
