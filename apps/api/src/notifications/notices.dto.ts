import { z } from 'zod'
import { pageOf, PageQuery } from '../http/pages.js'
import { PermissionName } from '../roles/role.dto.js'
import { noticeKindNames, severities } from './notice-kinds.js'

export const Severity = z.enum(severities)
export const NoticeKindName = z.enum(noticeKindNames)

export const Notice = z
  .object({
    id: z.guid(),
    kind: NoticeKindName,
    severity: Severity,
    state: z
      .enum(['open', 'resolved', 'superseded', 'past'])
      .describe(
        '`open` until its cause goes away; `superseded` when a later notice says more; `past` for what was over when it happened.',
      ),
    subject: z.object({
      kind: z.enum(['connection', 'tenant', 'run', 'exception', 'question']),
      id: z.string(),
      name: z.string(),
    }),
    connectionId: z.guid().nullable(),
    tenantId: z.guid().nullable(),
    title: z.string(),
    detail: z.string(),
    fix: z.string().describe('What to do.'),
    permission: PermissionName.describe('What it takes to do something about it.'),
    path: z.string().describe('Where the console deals with it, after `/o/{organizationId}`.'),
    facts: z.record(z.string(), z.unknown()).describe('The same for machines.'),
    happenedAt: z.string(),
    resolvedAt: z.string().nullable(),
    read: z
      .boolean()
      .describe(
        'Whether the one who asks has read it. What happened before they joined, and what a later notice supersedes, counts as read.',
      ),
  })
  .meta({ id: 'Notice' })
export type Notice = z.output<typeof Notice>

export const NoticePage = pageOf(Notice, 'NoticePage')

export const NoticeQuery = PageQuery.extend({
  severity: Severity.optional().describe('This severe or more.'),
  kind: NoticeKindName.optional(),
  open: z.enum(['true']).optional().describe('Only what is still so.'),
  unread: z.enum(['true']).optional().describe('Only what the one who asks has not read.'),
  connectionId: z.guid().optional(),
  tenantId: z.guid().optional(),
  after: z
    .string()
    .max(500)
    .optional()
    .describe(
      'Makes a feed of it, oldest first: `start`, or the `nextCursor` of the answer before, which a feed always gives. Ask again later with it for what came meanwhile; nothing is skipped.',
    ),
})
export type NoticeQuery = z.output<typeof NoticeQuery>

export const NoticeCounts = z
  .object({
    unread: z.int(),
    unreadCritical: z.int(),
    open: z.int(),
  })
  .meta({ id: 'NoticeCounts' })

export const MarkRead = z
  .object({
    noticeIds: z.array(z.guid()).min(1).max(200).optional(),
    upTo: z.guid().optional().describe('This notice and all before it: the newest that was on the screen.'),
  })
  .refine(({ noticeIds, upTo }) => (noticeIds === undefined) !== (upTo === undefined), {
    message: 'give either noticeIds or upTo',
    path: ['noticeIds'],
  })
export type MarkRead = z.output<typeof MarkRead>

export const NoticeKinds = z
  .object({
    items: z.array(
      z.object({
        kind: NoticeKindName,
        name: z.string(),
        when: z.string().describe('When one comes.'),
        severity: Severity.describe('The least that one of this kind has.'),
        permission: PermissionName.describe('What it takes to do something about it.'),
      }),
    ),
    nextCursor: z.null(),
  })
  .meta({ id: 'NoticeKindList' })
