import { z } from 'zod'
import { PageQuery, pageOf } from '../http/pages.js'

const Party = z.object({ kind: z.string(), id: z.string(), name: z.string() })

export const AuditEntryView = z
  .object({
    id: z.uuid(),
    sequence: z.int().describe('Its place in the log of the organization, from 1 without gaps.'),
    at: z.iso.datetime(),
    actor: Party.extend({ kind: z.enum(['user', 'apiKey', 'system']) }),
    action: z.string().describe('What was done, e.g. `member.invited`.'),
    subject: Party.describe('What it was done to, under the name it had then.'),
    connectionId: z.uuid().nullable(),
    result: z.enum(['success', 'failure']),
    summary: z.string().describe('A sentence for people.'),
    details: z.record(z.string(), z.unknown()),
    requestId: z.string().nullable(),
    hash: z.string().describe('SHA-256 of the entry as canonical JSON without this member.'),
    previousHash: z.string().describe('The hash of the entry before.'),
  })
  .meta({ id: 'AuditEntry' })

export const AuditPage = pageOf(AuditEntryView, 'AuditPage')

export const AuditQuery = PageQuery.extend({
  actor: z.string().max(200).optional().describe('Id of the user or key.'),
  action: z.string().max(100).optional().describe('An action, or its first part: `member` finds `member.invited`.'),
  connectionId: z.uuid().optional(),
  from: z.iso.datetime({ offset: true }).optional().describe('From this time on.'),
  to: z.iso.datetime({ offset: true }).optional().describe('Before this time.'),
})

export type AuditQuery = z.output<typeof AuditQuery>

export const AuditVerification = z
  .object({
    ok: z.boolean(),
    checked: z.int().describe('Entries that fit, from the first on.'),
    firstBroken: z.object({ sequence: z.int(), reason: z.string() }).nullable(),
    head: z.object({ sequence: z.int(), hash: z.string() }).describe('The newest entry, as kept beside the log.'),
    checkedAt: z.iso.datetime(),
  })
  .meta({ id: 'AuditVerification' })

export const AuditExportQuery = z.object({ format: z.literal('jsonl').default('jsonl') })
