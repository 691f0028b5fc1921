import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { QueryFailedError, type EntityManager } from 'typeorm'
import { z } from 'zod'
import { Catalogues } from '../assessments/catalogue.js'
import { cronProblem, isTimeZone, nextTimes } from '../assessments/next-times.js'
import { Audit } from '../audit/audit.js'
import { Database } from '../database/database.js'
import type { Actor } from '../http/authentication.js'
import { decodeCursor, toPage, type PageQuery } from '../http/pages.js'
import { ValidationError } from '../http/problem.js'
import { questionNameTaken } from './compliance.errors.js'
import { questionRow, questionView, type QuestionRow } from './question-rows.js'
import { faultsOfDefinition } from './question-faults.js'
import { questionTerms } from './question-terms.js'
import type { CreateQuestion, Question, QuestionPage, QuestionTerms, UpdateQuestion } from './questions.dto.js'
import { whoOf } from './who.dto.js'

/** Questions about all tenants that people keep. */
@Injectable()
export class Questions {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly catalogues: Catalogues,
  ) {}

  page(organizationId: string, { limit, cursor }: z.output<typeof PageQuery>): Promise<z.output<typeof QuestionPage>> {
    const [after] = cursor === undefined ? [null] : decodeCursor(cursor, z.tuple([z.string()]))
    return this.database.inOrganization(organizationId, async (tx) => {
      const rows = await tx.query<QuestionRow[]>(
        'select * from questions where $2::text is null or name > $2 order by name limit $1',
        [limit + 1, after],
      )
      const page = toPage(rows, limit, ({ name }) => [name])
      return { ...page, items: page.items.map(questionView) }
    })
  }

  get(organizationId: string, id: string): Promise<Question> {
    return this.database.inOrganization(organizationId, async (tx) => questionView(await questionRow(tx, id)))
  }

  terms(organizationId: string): Promise<z.output<typeof QuestionTerms>> {
    return this.database.inOrganization(organizationId, async (tx) => questionTerms(await this.catalogues.of(tx)))
  }

  create(organizationId: string, actor: Actor, wanted: CreateQuestion): Promise<Question> {
    return this.database.inOrganization(organizationId, async (tx) => {
      await this.requireSense(tx, wanted)
      const id = randomUUID()
      await uniquely(wanted.name, () =>
        tx.query(
          `insert into questions (id, organization_id, name, definition, cron, time_zone, notify, created_by, next_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [
            id,
            organizationId,
            wanted.name,
            JSON.stringify(wanted.definition),
            wanted.schedule?.cron ?? null,
            wanted.schedule?.timeZone ?? 'UTC',
            wanted.notify,
            JSON.stringify(whoOf(actor)),
            nextOf(wanted.schedule),
          ],
        ),
      )
      await this.audit.record(tx, {
        actor,
        action: 'question.created',
        subject: { kind: 'question', id, name: wanted.name },
        summary: `${actor.name} saved the question “${wanted.name}”.`,
        details: { after: wanted },
      })
      return questionView(await questionRow(tx, id))
    })
  }

  /** Another definition is another question: what was answered before is forgotten. */
  update(organizationId: string, actor: Actor, id: string, changes: UpdateQuestion): Promise<Question> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const row = await questionRow(tx, id, { lock: true })
      await this.requireSense(tx, changes)
      const { name = row.name, definition = row.definition, notify = row.notify } = changes
      const schedule =
        changes.schedule === undefined
          ? row.cron === null
            ? null
            : { cron: row.cron, timeZone: row.time_zone }
          : changes.schedule
      await uniquely(name, () =>
        tx.query(
          `update questions set name = $2, definition = $3, cron = $4, time_zone = $5, notify = $6, next_at = $7,
             answer = case when $8 then null else answer end, answered_at = case when $8 then null else answered_at end
           where id = $1`,
          [
            id,
            name,
            JSON.stringify(definition),
            schedule?.cron ?? null,
            schedule?.timeZone ?? 'UTC',
            notify,
            changes.schedule === undefined ? row.next_at : nextOf(schedule),
            changes.definition !== undefined,
          ],
        ),
      )
      const before = questionView(row)
      await this.audit.record(tx, {
        actor,
        action: 'question.changed',
        subject: { kind: 'question', id, name },
        summary: `${actor.name} changed the question “${row.name}”.`,
        details: {
          before: {
            name: before.name,
            definition: before.definition,
            schedule: before.schedule,
            notify: before.notify,
          },
          after: changes,
        },
      })
      return questionView(await questionRow(tx, id))
    })
  }

  async remove(organizationId: string, actor: Actor, id: string): Promise<void> {
    await this.database.inOrganization(organizationId, async (tx) => {
      const { name, definition } = await questionRow(tx, id, { lock: true })
      await tx.query('delete from questions where id = $1', [id])
      await this.audit.record(tx, {
        actor,
        action: 'question.deleted',
        subject: { kind: 'question', id, name },
        summary: `${actor.name} deleted the question “${name}”.`,
        details: { before: { name, definition } },
      })
    })
  }

  /** What a schema cannot say of a question. */
  private async requireSense(tx: EntityManager, { definition, schedule }: UpdateQuestion): Promise<void> {
    const errors = schedule ? faultsOfSchedule(schedule) : []
    if (definition) errors.push(...faultsOfDefinition(definition, await this.catalogues.of(tx)))
    if (errors.length > 0) throw new ValidationError(errors)
  }
}

/** When a schedule is due next. */
export function nextOf(schedule: { cron: string; timeZone: string } | null, now = new Date()): Date | null {
  return schedule ? (nextTimes(schedule.cron, schedule.timeZone, 1, now)[0] ?? null) : null
}

function faultsOfSchedule({ cron, timeZone }: { cron: string; timeZone: string }) {
  const problem = cronProblem(cron)
  return [
    ...(problem === undefined ? [] : [{ path: 'schedule.cron', message: problem }]),
    ...(isTimeZone(timeZone) ? [] : [{ path: 'schedule.timeZone', message: 'must be a time zone like Europe/Berlin' }]),
  ]
}

async function uniquely(name: string, change: () => Promise<unknown>): Promise<void> {
  await change().catch((error: unknown) => {
    const taken = error instanceof QueryFailedError && (error.driverError as { code?: string }).code === '23505'
    throw taken ? questionNameTaken({ name }) : error
  })
}
