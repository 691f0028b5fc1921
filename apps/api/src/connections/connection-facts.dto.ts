import { z } from 'zod'
import { pageOf } from '../http/pages.js'
import { healthValues, ProblemFacts } from './connection-test.dto.js'

const Day = z.object({
  day: z.iso.date(),
  connectedMinutes: z.int(),
  knownMinutes: z.int().describe('Minutes of the day that checks tell anything about; the rest is unknown, not well.'),
  worst: z.enum([...healthValues, 'unknown']),
})

const Span = z.object({
  from: z.string(),
  until: z.string(),
  health: z.enum(healthValues),
  problem: ProblemFacts.nullable(),
  ongoing: z.boolean(),
})

export const HealthHistory = z
  .object({
    days: z.array(Day).describe('The last 90 days in UTC, oldest first.'),
    uptime: z.number().nullable().describe('Connected share of the known time, 0 to 1; null when nothing is known.'),
    incidents: z.array(Span).describe('Times in which the connection was not well, newest first.'),
  })
  .meta({ id: 'HealthHistory' })

export const CallLogEntry = z
  .object({
    id: z.string(),
    at: z.string(),
    operation: z.string(),
    purpose: z.string(),
    status: z.int().nullable().describe('HTTP status; null when there was no answer.'),
    result: z.enum(['ok', 'refused', 'failed']),
    durationMs: z.int(),
    requestId: z.string().nullable().describe('The provider’s own id of the exchange.'),
    hint: z.string().nullable().describe('What went wrong, where it did.'),
  })
  .meta({ id: 'CallLogEntry' })
export const CallLogPage = pageOf(CallLogEntry, 'CallLogPage')

export const PermissionFacts = z
  .object({
    items: z.array(
      z.object({
        name: z.string(),
        resource: z.string().nullable(),
        sets: z.array(z.string()).describe('Permission sets that ask for it.'),
        why: z.string().nullable(),
        risk: z.enum(['low', 'medium', 'high']).nullable(),
        needed: z.boolean(),
        status: z.enum(['granted', 'covered', 'missing', 'surplus', 'unknown']),
        coveredBy: z.string().nullable(),
        lastUsedAt: z.string().nullable(),
      }),
    ),
    checkedAt: z.string().nullable().describe('When the grants were read; null: never.'),
  })
  .meta({ id: 'PermissionFacts', description: 'Granted, needed and used, side by side.' })

export const DataAccess = z
  .object({
    items: z.array(z.object({ operation: z.string(), calls: z.int(), lastAt: z.string() })),
    reads: z.array(z.object({ id: z.string(), name: z.string(), reads: z.string(), on: z.boolean() })),
    neverReads: z.array(z.string()),
  })
  .meta({ id: 'DataAccess', description: 'Every endpoint that was ever called through this connection.' })

export const Doctor = z
  .object({
    ranAt: z.string(),
    items: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        status: z.enum(['ok', 'attention', 'broken', 'unknown']),
        detail: z.string(),
        next: z
          .object({
            label: z.string(),
            kind: z.enum(['link', 'step', 'action']),
            target: z
              .string()
              .describe('An address, the id of a step of the setup guide, or the name of an action of the page.'),
          })
          .nullable()
          .describe('The next click.'),
        command: z
          .object({ label: z.string().describe('Where to paste it.'), text: z.string() })
          .nullable()
          .describe('The same as a command for an administrator.'),
      }),
    ),
  })
  .meta({ id: 'Doctor' })
export type Doctor = z.output<typeof Doctor>
