import { z } from 'zod'
import { ProblemFacts } from '../connections/connection-test.dto.js'
import { pageOf } from '../http/pages.js'
import { RoleName } from '../roles/role.dto.js'
import { NoticeKindName, Severity } from './notices.dto.js'

const Time = z.string().max(20).describe('A time of day like 07:30.')

const Timing = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('immediate') }),
    z.object({ kind: z.literal('daily'), at: Time }),
  ])
  .describe('At once, or everything of a day in one message.')

const QuietHours = z
  .object({
    from: Time,
    to: Time,
    criticalPasses: z.boolean().describe('Whether critical notices are sent all the same.'),
  })
  .describe('What comes in these hours is held and sent after them. A digest has a time of its own and is not held.')

const fields = {
  name: z.string().trim().min(1).max(100),
  enabled: z.boolean().describe('Switching a rule off drops what it has not sent yet.'),
  severity: Severity.describe('This severe or more.'),
  kinds: z.array(NoticeKindName).max(50).describe('Empty: every kind.'),
  tenantGroupIds: z
    .array(z.guid())
    .max(50)
    .describe('Only notices about tenants of these groups. Empty: everything, about connections too.'),
  roles: z.array(RoleName).max(5).describe('Whoever has one of these roles when a message is sent.'),
  timing: Timing,
  timeZone: z.string().max(60).describe('Like Europe/Berlin.'),
  quiet: QuietHours.nullable(),
}

export const RuleInput = z.object({
  ...fields,
  enabled: fields.enabled.default(true),
  addresses: z.array(z.email('must be an e-mail address').max(320)).max(20),
})
export type RuleInput = z.output<typeof RuleInput>

export const RuleView = z
  .object({
    id: z.guid(),
    ...fields,
    addresses: z.array(z.string()).nullable().describe('Null for those who may not see addresses of people.'),
    createdAt: z.string(),
    delivery: z
      .object({
        waiting: z.int().describe('Notices that are on their way or held.'),
        nextAt: z.string().nullable().describe('When the next of them leaves.'),
        lastSentAt: z.string().nullable(),
        problem: ProblemFacts.nullable().describe('What the last message failed with, until one is sent.'),
      })
      .describe('How sending goes.'),
  })
  .meta({ id: 'NotificationRule' })
export type RuleView = z.output<typeof RuleView>

export const RuleList = z
  .object({ items: z.array(RuleView), nextCursor: z.null() })
  .meta({ id: 'NotificationRuleList' })

export const MessageView = z
  .object({
    id: z.guid(),
    ruleId: z.guid(),
    ruleName: z.string(),
    status: z
      .enum(['waiting', 'handingOver', 'sent', 'failed', 'unknown'])
      .describe('`unknown`: it was handed over and no answer came; it is not sent again by itself.'),
    subject: z.string(),
    notices: z.int(),
    attempts: z.int(),
    nextAt: z.string().nullable().describe('When it is tried again.'),
    recipients: z.array(z.string()).nullable().describe('Null for those who may not see addresses of people.'),
    refused: z.int().describe('Recipients that the mail server did not take.'),
    problem: ProblemFacts.nullable(),
    createdAt: z.string(),
    endedAt: z.string().nullable(),
  })
  .meta({ id: 'NotificationMessage' })

export const MessagePage = pageOf(MessageView, 'NotificationMessagePage')
