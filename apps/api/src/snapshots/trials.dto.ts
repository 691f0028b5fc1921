import { z } from 'zod'
import { causes, verdicts } from '../assessments/score.js'

export const Trial = z
  .object({
    controls: z.array(z.string().max(200)).min(1).max(100).describe('Ids of the controls to judge by.'),
    changes: z
      .record(z.string().max(500), z.unknown())
      .default({})
      .describe('What to take instead of what was read, by the key that a snapshot file has for it.'),
    parameters: z
      .record(z.string().max(200), z.unknown())
      .default({})
      .describe('Values to judge with instead of those in force, by the id of the parameter.'),
  })
  .meta({ id: 'Trial' })
export type Trial = z.output<typeof Trial>

const Outcome = z
  .object({
    verdict: z.enum(verdicts),
    cause: z.enum(causes).optional(),
    reason: z.string(),
    evidence: z.array(
      z.object({
        object: z.string(),
        id: z.string().optional(),
        resource: z.string().optional(),
        property: z.string().optional(),
        value: z.unknown().optional(),
        expected: z.string().optional(),
        ok: z.boolean(),
      }),
    ),
    warnings: z.array(z.string()),
    licence: z.string().optional(),
    permissions: z.array(z.string()).optional(),
    wouldPassWith: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'TrialOutcome' })

export const TrialResult = z
  .object({
    items: z.array(z.object({ control: z.string(), title: z.string(), before: Outcome, after: Outcome })),
  })
  .meta({ id: 'TrialResult' })
