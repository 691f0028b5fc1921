import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { type AppError, problemFacts } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import type { MailedNotice } from './mail-message.js'
import { mailOutcomeUnknown } from './mail.errors.js'
import { stateOf, type NoticeRow } from './notice-list.js'
import type { RuleRow } from './rule-rows.js'

/** A message that one worker holds for a while. */
export interface ClaimedMessage {
  id: string
  rule: RuleRow
  /** Counts claims, and so tells this one from a later one. */
  attempts: number
  createdAt: Date
  notices: MailedNotice[]
}

/** How long a worker holds a message before others may take it: one that was killed is noticed after that. */
const CLAIM_MS = 30_000
/** How long the mail server may take to answer once it has the message. */
const ANSWER_MS = 120_000
/** At most so many notices in one message; the rest comes with the next. */
const LARGEST = 200
const MINUTE = 60_000
/** How long to wait after each failure. After the last, a message has failed. */
const PAUSES = [1, 5, 15, 60, 180, 360, 720].map((minutes) => minutes * MINUTE)

/** What is to be sent, and what became of it. A notice is in one message for each rule, and a message goes out once. */
@Injectable()
export class Outbox {
  constructor(private readonly database: Database) {}

  /** The organizations in which something is to be sent, or to be given up as unknown. */
  async organizations(now: Date): Promise<string[]> {
    const rows = await this.database.acrossOrganizations((tx) =>
      tx.query<{ id: string }[]>(
        `select organization_id as id from notice_deliveries
         where message_id is null and dropped_at is null and due_at <= $1
         union select organization_id from notice_messages
         where status in ('waiting', 'handingOver') and next_at <= $1 and coalesce(claimed_until, $1) <= $1`,
        [now],
      ),
    )
    return rows.map(({ id }) => id)
  }

  /** Makes messages of all that is due: one for each rule, so that what comes together is sent together. */
  async gather(organizationId: string, now: Date): Promise<void> {
    await this.database.inOrganization(organizationId, async (tx) => {
      await tx.query(
        `update notice_deliveries d set dropped_at = $1 from notices n
         where n.id = d.notice_id and d.message_id is null and d.dropped_at is null and d.due_at <= $1
           and d.drop_if_resolved and n.resolved_at is not null`,
        [now],
      )
      const due = await tx.query<{ rule_id: string; notice_id: string }[]>(
        `select rule_id, notice_id from notice_deliveries
         where message_id is null and dropped_at is null and due_at <= $1
         order by rule_id, due_at limit $2 for update skip locked`,
        [now, LARGEST],
      )
      for (const ruleId of new Set(due.map(({ rule_id: id }) => id))) {
        const messageId = randomUUID()
        const noticeIds = due.filter(({ rule_id: id }) => id === ruleId).map(({ notice_id: id }) => id)
        await tx.query(
          `insert into notice_messages (id, organization_id, rule_id, status, subject, next_at, created_at)
           values ($1, $2, $3, 'waiting', '', $4, $4)`,
          [messageId, organizationId, ruleId, now],
        )
        await tx.query('update notice_deliveries set message_id = $1 where rule_id = $2 and notice_id = any($3)', [
          messageId,
          ruleId,
          noticeIds,
        ])
      }
    })
  }

  /** Takes the next message that is to be sent now, so that no other worker takes it too. */
  claim(organizationId: string, now: Date): Promise<ClaimedMessage | undefined> {
    return this.database.inOrganization(organizationId, async (tx) => {
      await giveUpUnanswered(tx, now)
      const [[taken]] = await tx.query<[{ id: string; rule_id: string; attempts: number; created_at: Date }[], number]>(
        `update notice_messages set claimed_until = $2, attempts = attempts + 1 where id = (
           select id from notice_messages
           where status = 'waiting' and next_at <= $1 and coalesce(claimed_until, $1) <= $1
           order by next_at limit 1 for update skip locked)
         returning id, rule_id, attempts, created_at`,
        [now, new Date(now.getTime() + CLAIM_MS)],
      )
      if (!taken) return undefined
      const [rule] = await tx.query<[RuleRow]>('select * from notification_rules where id = $1', [taken.rule_id])
      const rows = await tx.query<NoticeRow[]>(
        `select n.* from notices n join notice_deliveries d on d.notice_id = n.id
         where d.message_id = $1 order by n.sequence`,
        [taken.id],
      )
      return {
        id: taken.id,
        rule,
        attempts: taken.attempts,
        createdAt: taken.created_at,
        notices: rows.map(asMailed),
      }
    })
  }

  /** Marks that the message goes out now. From here on it is not sent again by itself. Throws when it is no longer ours. */
  async handingOver(
    organizationId: string,
    { id, attempts }: ClaimedMessage,
    subject: string,
    recipients: readonly string[],
  ): Promise<void> {
    await this.database.inOrganization(organizationId, async (tx) => {
      const [, changed] = await tx.query<[unknown[], number]>(
        `update notice_messages set status = 'handingOver', subject = $3, recipients = $4, claimed_until = $5
         where id = $1 and status = 'waiting' and attempts = $2`,
        [id, attempts, subject, recipients, new Date(Date.now() + ANSWER_MS)],
      )
      if (changed !== 1) throw new Error('Another worker has taken over this message')
    })
  }

  async sent(
    organizationId: string,
    { id, attempts }: ClaimedMessage,
    refused: readonly string[],
    now: Date,
  ): Promise<void> {
    await this.database.inOrganization(organizationId, (tx) =>
      tx.query(
        `update notice_messages set status = 'sent', ended_at = $2, refused = $3, problem = null, claimed_until = null
         where id = $1 and attempts = $4`,
        [id, now, refused, attempts],
      ),
    )
  }

  /** Puts a message off, or gives it up: for good when trying again cannot help or may send it twice. */
  async failed(
    organizationId: string,
    { id, attempts }: ClaimedMessage,
    error: AppError,
    subject: string,
    now: Date,
  ): Promise<void> {
    const pause = error.retryable ? PAUSES[attempts - 1] : undefined
    const status = mailOutcomeUnknown.is(error) ? 'unknown' : pause === undefined ? 'failed' : 'waiting'
    await this.database.inOrganization(organizationId, (tx) =>
      tx.query(
        `update notice_messages set status = $2, problem = $3, next_at = $4, subject = $5, claimed_until = null,
           ended_at = case when $2 = 'waiting' then null else $6::timestamptz end
         where id = $1 and attempts = $7`,
        [
          id,
          status,
          JSON.stringify(problemFacts(error)),
          new Date(now.getTime() + (pause ?? 0)),
          subject,
          now,
          attempts,
        ],
      ),
    )
  }
}

/** What was being handed over when its worker ended may have arrived. */
async function giveUpUnanswered(tx: EntityManager, now: Date): Promise<void> {
  await tx.query(
    `update notice_messages set status = 'unknown', ended_at = $1, problem = $2, claimed_until = null
     where status = 'handingOver' and claimed_until <= $1`,
    [now, JSON.stringify(problemFacts(mailOutcomeUnknown({})))],
  )
}

function asMailed(row: NoticeRow): MailedNotice {
  return {
    severity: row.severity,
    state: stateOf(row),
    title: row.title,
    detail: row.detail,
    fix: row.fix,
    path: row.path,
    happenedAt: row.happened_at,
    resolvedAt: row.resolved_at,
  }
}
