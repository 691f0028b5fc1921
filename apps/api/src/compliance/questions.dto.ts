import { z } from 'zod'
import { causes, standings } from '../assessments/score.js'
import { pageOf, PageQuery } from '../http/pages.js'
import { Who } from './who.dto.js'

const MOST_CONDITIONS = 50

const OfControl = z.object({
  control: z.string().min(1).max(200),
  standings: z.array(z.enum(standings)).min(1).max(6).describe('It stands so, or so.'),
  causes: z.array(z.enum(causes)).max(4).optional().describe('With `notAssessed`: for one of these causes.'),
})
const OfScore = z.object({
  scoreBelow: z.number().min(0).max(100).describe('Percent of the controls that pass or fail which pass.'),
  framework: z.string().max(100).optional(),
  area: z.string().max(100).optional(),
})
const OfLicence = z.object({ lacksLicence: z.string().min(1).max(200).describe('A control says so.') })
const OfTag = z.object({ tag: z.string().min(1).max(50) })
const OfGroup = z.object({ groupId: z.guid() })

export type Condition =
  | z.output<typeof OfControl>
  | z.output<typeof OfScore>
  | z.output<typeof OfLicence>
  | z.output<typeof OfTag>
  | z.output<typeof OfGroup>
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }

/** What a tenant must be like to be in an answer. */
export const Condition: z.ZodType<Condition> = z
  .union([
    OfControl,
    OfScore,
    OfLicence,
    OfTag,
    OfGroup,
    z.object({
      get all() {
        return z.array(Condition).min(1).max(MOST_CONDITIONS)
      },
    }),
    z.object({
      get any() {
        return z.array(Condition).min(1).max(MOST_CONDITIONS)
      },
    }),
    z.object({
      get not() {
        return Condition
      },
    }),
  ])
  .meta({ id: 'QuestionCondition' })

/** The conditions inside of one. */
export function partsOf(condition: Condition): readonly Condition[] {
  if ('all' in condition) return condition.all
  if ('any' in condition) return condition.any
  return 'not' in condition ? [condition.not] : []
}

const name = z.string().trim().min(1).max(200)
const Schedule = z
  .object({
    cron: z.string().trim().min(1).max(100).describe('Five fields: minute, hour, day, month, weekday.'),
    timeZone: z.string().max(60).describe('Like Europe/Berlin.'),
  })
  .describe('When it is asked by itself.')

export const Question = z
  .object({
    id: z.guid(),
    name,
    definition: Condition,
    schedule: Schedule.extend({ nextAt: z.string().nullable() }).nullable(),
    notify: z.boolean().describe('Whether a notice comes when another tenant is in the answer, or one no longer is.'),
    createdBy: Who,
    createdAt: z.string(),
    answeredAt: z.string().nullable().describe('When it was last asked by its schedule.'),
    tenants: z.int().nullable().describe('How many tenants were in the answer then.'),
  })
  .meta({ id: 'Question' })
export type Question = z.output<typeof Question>

export const QuestionPage = pageOf(Question, 'QuestionPage')

export const CreateQuestion = z.object({
  name,
  definition: Condition,
  schedule: Schedule.nullable().default(null),
  notify: z.boolean().default(false),
})
export type CreateQuestion = z.output<typeof CreateQuestion>

export const UpdateQuestion = z.object({
  name: name.optional(),
  definition: Condition.optional(),
  schedule: Schedule.nullable().optional(),
  notify: z.boolean().optional(),
})
export type UpdateQuestion = z.output<typeof UpdateQuestion>

const Because = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('control'),
    control: z.string(),
    title: z.string(),
    standing: z.enum(standings).nullable().describe('Null: it was never judged there.'),
    cause: z.enum(causes).nullable(),
    reason: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('score'),
    framework: z.string().nullable(),
    area: z.string().nullable(),
    percent: z.number().nullable().describe('Null: no control passes or fails.'),
  }),
  z.object({
    kind: z.literal('licence'),
    licence: z.string(),
    controls: z.array(z.string()).describe('Titles of the controls that say so.'),
  }),
])
export type Because = z.output<typeof Because>

const answerItem = z.object({
  tenant: z.object({ id: z.guid(), name: z.string(), slug: z.string() }),
  holds: z.boolean().nullable().describe('True: it is in the answer. Null: what would tell was not assessed there.'),
  because: z.array(Because).describe('What decides, and how it stands there.'),
})

export const QuestionAnswer = z
  .object({
    items: z.array(answerItem),
    nextCursor: z.string().nullable(),
    counts: z.object({ yes: z.int(), no: z.int(), unknown: z.int() }).describe('Of all tenants.'),
    askedAt: z.string(),
  })
  .meta({ id: 'QuestionAnswer' })
export type QuestionAnswer = z.output<typeof QuestionAnswer>

export const AnswerQuery = PageQuery.extend({
  holds: z
    .enum(['yes', 'unknown'])
    .default('yes')
    .describe('`unknown`: the tenants of which it cannot be told, instead of those in the answer.'),
})
export type AnswerQuery = z.output<typeof AnswerQuery>

export const AskQuestion = z.object({ definition: Condition })

export const QuestionTerms = z
  .object({
    examples: z
      .array(z.object({ name: z.string(), definition: Condition }))
      .describe('Questions that others ask; made of what is there.'),
    frameworks: z.array(z.object({ id: z.string(), name: z.string() })),
    areas: z.array(z.string()),
    licences: z.array(z.string()).describe('Names of licences that controls ask for.'),
  })
  .meta({ id: 'QuestionTerms' })
