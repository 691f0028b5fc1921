import { Injectable } from '@nestjs/common'
import type { ProblemFacts } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import { Audit } from '../audit/audit.js'
import { Database } from '../database/database.js'
import type { Actor } from '../http/authentication.js'
import { notFound } from '../http/errors.js'
import { decodeCursor, toPage, type PageQuery } from '../http/pages.js'
import { messageUnderWay } from './mail.errors.js'
import type { MessagePage, MessageView } from './rules.dto.js'

interface MessageRow {
  id: string
  rule_id: string
  rule_name: string
  status: z.output<typeof MessageView>['status']
  subject: string
  notices: number
  attempts: number
  next_at: Date
  recipients: string[]
  refused: string[]
  problem: ProblemFacts | null
  created_at: Date
  ended_at: Date | null
}

const SELECT = `select m.*, r.name as rule_name,
    (select count(*)::int from notice_deliveries d where d.message_id = m.id) as notices
  from notice_messages m join notification_rules r on r.id = m.rule_id`
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Messages that were sent, are on their way or failed. */
@Injectable()
export class MessageList {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Newest first. */
  page(
    organizationId: string,
    actor: Actor,
    { limit, cursor }: z.output<typeof PageQuery>,
  ): Promise<z.output<typeof MessagePage>> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, z.tuple([z.iso.datetime(), z.guid()]))
    return this.database.inOrganization(organizationId, async (tx) => {
      const rows = await tx.query<MessageRow[]>(
        `${SELECT} where $1::timestamptz is null or (date_trunc('milliseconds', m.created_at), m.id) < ($1, $2)
         order by date_trunc('milliseconds', m.created_at) desc, m.id desc limit $3`,
        [after?.[0] ?? null, after?.[1] ?? null, limit + 1],
      )
      const page = toPage(rows, limit, ({ created_at: createdAt, id }) => [createdAt.toISOString(), id])
      return { ...page, items: page.items.map((row) => viewOf(row, actor)) }
    })
  }

  /** Sends again what failed, or what may not have arrived. */
  retry(organizationId: string, actor: Actor, id: string): Promise<z.output<typeof MessageView>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const row = await one(tx, id)
      if (row.status !== 'failed' && row.status !== 'unknown') throw messageUnderWay({})
      await tx.query(
        `update notice_messages set status = 'waiting', attempts = 0, next_at = $2, claimed_until = null, ended_at = null
         where id = $1`,
        [id, new Date()],
      )
      await this.audit.record(tx, {
        actor,
        action: 'notificationMessage.retried',
        subject: { kind: 'notificationMessage', id, name: row.subject },
        summary: `${actor.name} had the message “${row.subject}” sent again.`,
      })
      return viewOf(await one(tx, id), actor)
    })
  }
}

async function one(tx: EntityManager, id: string): Promise<MessageRow> {
  const [row] = UUID.test(id) ? await tx.query<MessageRow[]>(`${SELECT} where m.id = $1`, [id]) : []
  if (!row) throw notFound({ what: 'message' })
  return row
}

function viewOf(row: MessageRow, actor: Actor): z.output<typeof MessageView> {
  return {
    id: row.id,
    ruleId: row.rule_id,
    ruleName: row.rule_name,
    status: row.status,
    subject: row.subject,
    notices: row.notices,
    attempts: row.attempts,
    nextAt: row.status === 'waiting' ? row.next_at.toISOString() : null,
    recipients: actor.permissions.includes('personalData:read') ? row.recipients : null,
    refused: row.refused.length,
    problem: row.problem,
    createdAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  }
}
