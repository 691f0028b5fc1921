import { z } from 'zod'
import { ProblemFacts } from '../connections/connection-test.dto.js'
import { order, SAYS_WHICH, saysWhich, scopes, evidences, Selection, assessmentStatuses } from './assessments.dto.js'
import { cronProblem, isTimeZone } from './next-times.js'

const name = z.string().trim().min(1).max(120)
const cron = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .check((context) => {
    const problem = cronProblem(context.value)
    if (problem !== undefined) context.issues.push({ code: 'custom', input: context.value, message: problem })
  })
  .describe('Minute, hour, day of month, month, day of week; e.g. `0 5 * * 1`.')
const timeZone = z.string().max(60).refine(isTimeZone, 'is no IANA time zone').describe('IANA, e.g. `Europe/Vienna`.')

export const CreateSchedule = z
  .object({ name, cron, timeZone, enabled: z.boolean().default(true), ...order })
  .refine(saysWhich, SAYS_WHICH)
  .meta({ id: 'CreateAssessmentSchedule' })
export type CreateSchedule = z.output<typeof CreateSchedule>

export const UpdateSchedule = z
  .object({
    name: name.optional(),
    cron: cron.optional(),
    timeZone: timeZone.optional(),
    enabled: z.boolean().optional(),
    tenantIds: order.tenantIds.describe('Replaces the selection.'),
    filter: order.filter.describe('Replaces the selection.'),
    frameworks: z.array(z.string().max(100)).max(50).optional(),
    scope: z.enum(scopes).optional(),
    evidence: z.enum(evidences).optional(),
  })
  .refine(({ tenantIds, filter }) => tenantIds === undefined || filter === undefined, {
    message: 'takes tenantIds or filter, not both',
    path: ['tenantIds'],
  })
  .meta({ id: 'UpdateAssessmentSchedule' })
export type UpdateSchedule = z.output<typeof UpdateSchedule>

export const Schedule = z
  .object({
    id: z.guid(),
    name: z.string(),
    enabled: z.boolean(),
    cron: z.string(),
    timeZone: z.string(),
    selection: Selection,
    frameworks: z.array(z.string()),
    scope: z.enum(scopes),
    evidence: z.enum(evidences),
    nextTimes: z.array(z.string()).describe('The next five; empty while it is switched off.'),
    last: z
      .object({ assessmentId: z.guid(), status: z.enum(assessmentStatuses), at: z.string() })
      .nullable()
      .describe('The last assessment that it started.'),
    skippedAt: z
      .string()
      .nullable()
      .describe('When it last started nothing, since the one before was still under way.'),
    problem: ProblemFacts.nullable().describe('Why it started nothing the last time, e.g. that no tenant matched.'),
    createdBy: z.string(),
    createdAt: z.string(),
  })
  .meta({ id: 'AssessmentSchedule' })

export const ScheduleList = z.object({ items: z.array(Schedule) }).meta({ id: 'AssessmentScheduleList' })

export const NextTimesQuery = z.object({ cron, timeZone })
export const NextTimes = z.object({ times: z.array(z.string()) }).meta({ id: 'NextTimes' })
