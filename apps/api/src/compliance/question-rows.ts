import type { EntityManager } from 'typeorm'
import { notFound } from '../http/errors.js'
import type { Condition, Question } from './questions.dto.js'
import type { Who } from './who.dto.js'

/** A saved question as it is stored. */
export interface QuestionRow {
  id: string
  name: string
  definition: Condition
  cron: string | null
  time_zone: string
  notify: boolean
  created_by: Who
  created_at: Date
  next_at: Date | null
  answered_at: Date | null
  answer: string[] | null
}

/** The question with this id, locked until the transaction ends if asked for. Throws `not_found`. */
export async function questionRow(tx: EntityManager, id: string, { lock = false } = {}): Promise<QuestionRow> {
  const [row] = await tx.query<QuestionRow[]>(`select * from questions where id = $1 ${lock ? 'for update' : ''}`, [id])
  if (!row) throw notFound({ what: 'question' })
  return row
}

/** A question as it is shown. */
export function questionView(row: QuestionRow): Question {
  return {
    id: row.id,
    name: row.name,
    definition: row.definition,
    schedule:
      row.cron === null
        ? null
        : { cron: row.cron, timeZone: row.time_zone, nextAt: row.next_at?.toISOString() ?? null },
    notify: row.notify,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
    tenants: row.answer?.length ?? null,
  }
}
