import { Injectable, Logger, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import { Events } from '../events/events.js'
import { Ticks } from '../jobs/ticks.js'
import { Notices } from '../notifications/notices.js'
import { QuestionAnswers } from './question-answers.js'
import type { QuestionRow } from './question-rows.js'
import { nextOf } from './questions.service.js'

const TICK_SECONDS = 30

/** Asks saved questions when they are due, and tells when the answer is another one than before. */
@Injectable()
export class QuestionSchedule implements OnModuleInit {
  private readonly logger = new Logger('Questions')

  constructor(
    private readonly database: Database,
    private readonly answers: QuestionAnswers,
    private readonly events: Events,
    private readonly notices: Notices,
    private readonly ticks: Ticks,
  ) {}

  onModuleInit(): void {
    this.ticks.register({ name: 'questions.due', everySeconds: TICK_SECONDS, tick: () => this.sweep(new Date()) })
  }

  /** Asks all that is due. Any number of processes may do so at once: each question is asked by one of them. */
  async sweep(now: Date): Promise<void> {
    const due = await this.database.acrossOrganizations((tx) =>
      tx.query<{ id: string; organization_id: string }[]>(
        'select id, organization_id from questions where next_at <= $1 order by next_at',
        [now],
      ),
    )
    for (const { id, organization_id: organizationId } of due) {
      const asked = await this.database.inOrganization(organizationId, async (tx) => {
        const [row] = await tx.query<QuestionRow[]>(
          'select * from questions where id = $1 and next_at <= $2 for update skip locked',
          [id, now],
        )
        if (!row) return false
        await this.ask(tx, row, now)
        return true
      })
      if (asked) this.events.publish(organizationId, 'question.changed', { id })
    }
  }

  /** A tenant of which it can no longer be told stays in the answer: that it left is not known. */
  private async ask(tx: EntityManager, row: QuestionRow, now: Date): Promise<void> {
    const { yes, no } = await this.answers.tenants(tx, row.definition)
    const before = row.answer ?? []
    const known = new Set(before)
    const out = new Set(no)
    const present = await tenantNames(tx, before)
    const kept = before.filter((id) => !out.has(id) && present.has(id))
    const answer = [...new Set([...kept, ...yes])]
    const added = yes.filter((id) => !known.has(id))
    const removed = before.filter((id) => out.has(id))
    await tx.query('update questions set answer = $2, answered_at = $3, next_at = $4 where id = $1', [
      row.id,
      answer,
      now,
      row.cron === null ? null : this.next(row, row.cron, now),
    ])
    if (!row.notify || row.answer === null || added.length + removed.length === 0) return
    const names = await tenantNames(tx, [...added, ...removed])
    const nameOf = (id: string) => names.get(id) ?? id
    await this.notices.record(
      tx,
      'question.changed',
      { kind: 'question', id: row.id, name: row.name },
      { at: now.toISOString(), added: added.map(nameOf), removed: removed.map(nameOf) },
      now,
    )
  }

  private next(row: QuestionRow, cron: string, now: Date): Date | null {
    try {
      return nextOf({ cron, timeZone: row.time_zone }, now)
    } catch (error) {
      this.logger.error(error, `The schedule of the question ${row.id} is not understood`)
      return null
    }
  }
}

async function tenantNames(tx: EntityManager, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ id: string; name: string }[]>(
    'select id, name from tenants where id = any($1) and gone_at is null order by lower(name)',
    [ids],
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
