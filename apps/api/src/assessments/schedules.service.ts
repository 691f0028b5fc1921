import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { ProblemFacts } from '@tenantry/core'
import { type EntityManager, QueryFailedError } from 'typeorm'
import type { z } from 'zod'
import { Audit } from '../audit/audit.js'
import { Database } from '../database/database.js'
import type { Actor } from '../http/authentication.js'
import { notFound } from '../http/errors.js'
import type { AssessmentStatus, EvidenceKept, Scope } from './assessment-rows.js'
import { requireFrameworks } from './assessment-start.js'
import { scheduleNameTaken } from './assessments.errors.js'
import type { Selection } from './assessments.dto.js'
import { Catalogues } from './catalogue.js'
import { nextTimes } from './next-times.js'
import type { CreateSchedule, Schedule, ScheduleList, UpdateSchedule } from './schedules.dto.js'

const SHOWN_TIMES = 5
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export interface ScheduleRow {
  id: string
  organization_id: string
  name: string
  enabled: boolean
  cron: string
  time_zone: string
  selection: z.output<typeof Selection>
  frameworks: string[]
  scope: Scope
  evidence: EvidenceKept
  created_by: Pick<Actor, 'kind' | 'id' | 'name'>
  created_at: Date
  next_at: Date | null
  skipped_at: Date | null
  problem: ProblemFacts | null
  last: { assessmentId: string; status: AssessmentStatus; at: string } | null
}

const SCHEDULES = `select s.*, (
    select jsonb_build_object('assessmentId', a.id, 'status', a.status, 'at', to_char(a.created_at at time zone 'utc',
      'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    from assessments a where a.schedule_id = s.id order by a.created_at desc limit 1) as last
  from assessment_schedules s`

/** When assessments run by themselves. */
@Injectable()
export class SchedulesService {
  constructor(
    private readonly database: Database,
    private readonly catalogues: Catalogues,
    private readonly audit: Audit,
  ) {}

  /** By name. */
  list(organizationId: string): Promise<z.output<typeof ScheduleList>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const rows = await tx.query<ScheduleRow[]>(`${SCHEDULES} order by lower(s.name)`)
      return { items: rows.map((row) => viewOf(row)) }
    })
  }

  get(organizationId: string, id: string): Promise<z.output<typeof Schedule>> {
    return this.database.inOrganization(organizationId, async (tx) => viewOf(await scheduleRow(tx, id)))
  }

  create(organizationId: string, actor: Actor, wanted: CreateSchedule): Promise<z.output<typeof Schedule>> {
    const { kind, id: actorId, name: actorName } = actor
    return this.database.inOrganization(organizationId, async (tx) => {
      requireFrameworks(await this.catalogues.of(tx), wanted.frameworks)
      const id = randomUUID()
      await uniquely(wanted.name, () =>
        tx.query(
          `insert into assessment_schedules (id, organization_id, name, enabled, cron, time_zone, selection, frameworks, scope,
             evidence, created_by, next_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
          [
            id,
            organizationId,
            wanted.name,
            wanted.enabled,
            wanted.cron,
            wanted.timeZone,
            JSON.stringify({ tenantIds: wanted.tenantIds, filter: wanted.filter }),
            wanted.frameworks,
            wanted.scope,
            wanted.evidence,
            JSON.stringify({ kind, id: actorId, name: actorName }),
            nextOf(wanted),
          ],
        ),
      )
      await this.record(tx, actor, 'created', { id, name: wanted.name }, `made the schedule “${wanted.name}”`)
      return viewOf(await scheduleRow(tx, id))
    })
  }

  update(
    organizationId: string,
    actor: Actor,
    id: string,
    changes: UpdateSchedule,
  ): Promise<z.output<typeof Schedule>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const before = await scheduleRow(tx, id)
      if (changes.frameworks) requireFrameworks(await this.catalogues.of(tx), changes.frameworks)
      const { tenantIds, filter, ...others } = changes
      const now = {
        name: before.name,
        enabled: before.enabled,
        cron: before.cron,
        timeZone: before.time_zone,
        frameworks: before.frameworks,
        scope: before.scope,
        evidence: before.evidence,
        ...others,
        selection: tenantIds || filter ? { tenantIds, filter } : before.selection,
      }
      await uniquely(now.name, () =>
        tx.query(
          `update assessment_schedules set name = $2, enabled = $3, cron = $4, time_zone = $5, selection = $6,
             frameworks = $7, scope = $8, evidence = $9, next_at = $10, problem = null
           where id = $1`,
          [
            id,
            now.name,
            now.enabled,
            now.cron,
            now.timeZone,
            JSON.stringify(now.selection),
            now.frameworks,
            now.scope,
            now.evidence,
            nextOf(now),
          ],
        ),
      )
      const what = `changed the schedule “${before.name}”`
      await this.record(tx, actor, 'updated', { id, name: now.name }, what, { after: changes })
      return viewOf(await scheduleRow(tx, id))
    })
  }

  async remove(organizationId: string, actor: Actor, id: string): Promise<void> {
    await this.database.inOrganization(organizationId, async (tx) => {
      const { name } = await scheduleRow(tx, id)
      await tx.query('delete from assessment_schedules where id = $1', [id])
      await this.record(tx, actor, 'deleted', { id, name }, `deleted the schedule “${name}”; its assessments stay`)
    })
  }

  private record(
    tx: EntityManager,
    actor: Actor,
    done: 'created' | 'updated' | 'deleted',
    { id, name }: { id: string; name: string },
    what: string,
    details?: Record<string, unknown>,
  ): Promise<void> {
    return this.audit.record(tx, {
      actor,
      action: `assessmentSchedule.${done}`,
      subject: { kind: 'assessmentSchedule', id, name },
      summary: `${actor.name} ${what}.`,
      ...(details && { details }),
    })
  }
}

async function scheduleRow(tx: EntityManager, id: string): Promise<ScheduleRow> {
  const [row] = UUID.test(id) ? await tx.query<ScheduleRow[]>(`${SCHEDULES} where s.id = $1`, [id]) : []
  if (!row) throw notFound({ what: 'schedule' })
  return row
}

function nextOf({ enabled, cron, timeZone }: { enabled: boolean; cron: string; timeZone: string }): Date | null {
  return enabled ? (nextTimes(cron, timeZone, 1, new Date())[0] ?? null) : null
}

async function uniquely<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    const { code } = error instanceof QueryFailedError ? (error.driverError as { code?: string }) : {}
    throw code === '23505' ? scheduleNameTaken({ name }) : error
  }
}

function viewOf(row: ScheduleRow): z.output<typeof Schedule> {
  return {
    id: row.id,
    name: row.name,
    enabled: row.enabled,
    cron: row.cron,
    timeZone: row.time_zone,
    selection: row.selection,
    frameworks: row.frameworks,
    scope: row.scope,
    evidence: row.evidence,
    nextTimes: row.enabled
      ? nextTimes(row.cron, row.time_zone, SHOWN_TIMES, new Date()).map((time) => time.toISOString())
      : [],
    last: row.last,
    skippedAt: row.skipped_at?.toISOString() ?? null,
    problem: row.problem,
    createdBy: row.created_by.name,
    createdAt: row.created_at.toISOString(),
  }
}
