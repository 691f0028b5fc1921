import { z } from 'zod'
import { ProblemFacts } from '../connections/connection-test.dto.js'
import { encryptions } from './mail-session.js'

const HOST = /^(?=.{1,253}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])?$|^[0-9a-f:.]+$/i

export const MailServerInput = z.object({
  host: z.string().trim().toLowerCase().regex(HOST, 'must be a host name or an address'),
  port: z.int().min(1).max(65_535),
  encryption: z
    .enum(encryptions)
    .describe('`tls` from the start (port 465), `starttls` (587, 25), or `none`, which takes no sign-in.'),
  username: z.string().trim().min(1).max(320).nullable().default(null).describe('Null: the server takes no sign-in.'),
  password: z
    .string()
    .max(1024)
    .optional()
    .describe('Sealed at once and never given back. Left out or empty: keeps what is stored, for the same server.'),
  senderName: z.string().trim().min(1).max(100).default('Tenantry'),
  senderAddress: z.email('must be an e-mail address').max(320),
})
export type MailServerInput = z.output<typeof MailServerInput>

export const MailServerView = z
  .object({
    source: z
      .enum(['organization', 'operator', 'none'])
      .describe('Whose server sends: the organization’s own, the operator’s for everybody, or none.'),
    own: z
      .object({
        host: z.string(),
        port: z.int(),
        encryption: z.enum(encryptions),
        username: z.string().nullable(),
        passwordSetAt: z.string().nullable(),
        senderName: z.string(),
        senderAddress: z.string(),
        checkedAt: z.string().nullable(),
        problem: ProblemFacts.nullable().describe('What the last check or message failed with.'),
      })
      .nullable(),
    operatorSender: z.string().nullable().describe('Whom messages of the operator’s server come from.'),
  })
  .meta({ id: 'MailServer' })

export const MailTestRequest = z.object({
  server: MailServerInput.optional().describe('What to try; left out: the server in use.'),
  to: z.email('must be an e-mail address').optional().describe('Left out: the one who asks.'),
})
export type MailTestRequest = z.output<typeof MailTestRequest>

export const MailTest = z
  .object({
    steps: z.array(
      z.object({
        step: z.enum(['connect', 'signIn', 'send']),
        status: z.enum(['passed', 'failed', 'skipped']),
      }),
    ),
    sentTo: z.string().nullable().describe('Who gets the test message; null when it did not come to that.'),
    problem: ProblemFacts.nullable(),
  })
  .meta({ id: 'MailTest' })
