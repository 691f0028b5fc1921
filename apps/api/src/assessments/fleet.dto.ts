import { z } from 'zod'
import { PageQuery } from '../http/pages.js'
import { Assessment } from './assessments.dto.js'
import { Standings } from './catalogue.dto.js'
import { causes, severities, standings, verdicts } from './score.js'
import { ControlRef, Score, TenantRef } from './verdicts.dto.js'

const count = z.int().min(0)
const delta = z
  .int()
  .nullable()
  .describe('Percentage points since the assessment before; null where there was none to compare with.')

const Framework = z.object({ framework: z.string().max(100).optional().describe('Only its controls; left out: all.') })

export const OverviewQuery = Framework.extend({
  days: z.coerce.number().int().min(7).max(365).default(30).describe('How far back the trend goes.'),
})

export const WorstArea = z.object({ area: z.string(), score: Score }).nullable()

const PostureRow = z.object({
  tenant: TenantRef,
  score: Score,
  delta,
  worstArea: WorstArea.describe('Where the lowest share passes; null where nothing fails.'),
  assessedAt: z.string(),
})

const Fix = z.object({
  control: ControlRef,
  tenants: count.describe('Tenants in which it fails.'),
  points: z.number().describe('Percentage points that the score over all tenants would gain if none failed it.'),
  licence: z.string().nullable(),
})

const Moved = z.object({
  tenant: TenantRef,
  control: ControlRef,
  from: z.enum(verdicts),
  to: z.enum(verdicts),
  reason: z.string(),
  assessment: z.int().describe('Number of the tenant’s assessment that found it.'),
  at: z.string(),
})

export const Overview = z
  .object({
    tenants: z.object({
      total: count,
      assessed: count,
      never: count.describe('Never assessed: no part of any score.'),
      failedLast: count.describe('Whose last assessment failed; what was known before stands.'),
    }),
    score: Score.describe('Over all tenants and controls.'),
    severities: z.array(z.object({ severity: z.enum(severities), score: Score })),
    areas: z.array(z.object({ area: z.string(), score: Score })),
    trend: z.array(
      z.object({
        day: z.string().describe('At the end of this day, UTC.'),
        percent: z.int().nullable(),
        passed: count,
        failed: count,
        tenants: count.describe('Tenants assessed until then.'),
      }),
    ),
    worst: z.array(PostureRow).describe('Tenants by score, lowest first; at most ten.'),
    fixes: z
      .array(Fix)
      .describe(
        'The next best fixes: failing controls by severity and number of tenants, most effect first; at most ten.',
      ),
    changed: z.array(Moved).describe('Verdicts that turned, latest first; at most twenty of the last 30 days.'),
    underWay: z.array(Assessment),
  })
  .meta({ id: 'ComplianceOverview' })

export const matrixSorts = ['name', 'score'] as const

export const MatrixQuery = PageQuery.extend({
  ...Framework.shape,
  by: z.enum(['area', 'control']).default('area'),
  area: z.string().max(100).optional().describe('Only controls of this area.'),
  severity: z.enum(severities).optional(),
  q: z.string().trim().max(200).optional().describe('Part of a tenant’s name.'),
  groupId: z.guid().optional(),
  tag: z.string().max(50).optional(),
  sort: z.enum(matrixSorts).default('name').describe('`score`: lowest first.'),
})

const AreaCell = z.object({ percent: z.int().nullable(), ...Standings.shape })
const ControlCell = z.object({ standing: z.enum(standings), cause: z.enum(causes).nullable(), attested: z.boolean() })

export const Matrix = z
  .object({
    columns: z
      .array(
        z.object({
          id: z.string().describe('The area, or the id of the control.'),
          title: z.string(),
          controls: count,
          control: ControlRef.nullable(),
        }),
      )
      .describe('In the order of the cells of each row.'),
    items: z.array(
      z.object({
        tenant: TenantRef,
        assessedAt: z.string().nullable(),
        percent: z.int().nullable(),
        areas: z.array(AreaCell.nullable()).describe('By area; null: nothing known. Empty unless by area.'),
        controls: z.array(ControlCell.nullable()).describe('By control; null: nothing known. Empty unless by control.'),
      }),
    ),
    nextCursor: z.string().nullable().describe('Give it as `cursor` to go on; null at the end.'),
  })
  .meta({ id: 'ComplianceMatrix' })
