import { Injectable, Logger, type OnModuleInit } from '@nestjs/common'
import { AppError, problemFacts, type ProblemFacts } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { Audit } from '../audit/audit.js'
import { Database } from '../database/database.js'
import { ValidationError } from '../http/problem.js'
import { Ticks } from '../jobs/ticks.js'
import { AssessmentRunner } from './assessment-runner.js'
import { AssessmentStart } from './assessment-start.js'
import { nothingToJudge } from './assessments.errors.js'
import { nextTimes } from './next-times.js'
import type { ScheduleRow } from './schedules.service.js'

const TICK_SECONDS = 20

/** Starts assessments when it is their time. Any number of processes may do so at once. */
@Injectable()
export class ScheduleClock implements OnModuleInit {
  private readonly logger = new Logger('Assessments')

  constructor(
    private readonly database: Database,
    private readonly ticks: Ticks,
    private readonly beginning: AssessmentStart,
    private readonly runner: AssessmentRunner,
    private readonly audit: Audit,
  ) {}

  onModuleInit(): void {
    this.ticks.register({ name: 'assessments.due', everySeconds: TICK_SECONDS, tick: () => this.startDue() })
  }

  /** Starts what is due. What was missed while nothing ran is made up for once. */
  async startDue(): Promise<void> {
    const due = await this.database.acrossOrganizations((tx) =>
      tx.query<{ organization_id: string; id: string }[]>(
        'select organization_id, id from assessment_schedules where next_at <= now()',
      ),
    )
    for (const { organization_id: organizationId, id } of due) {
      try {
        const begun = await this.database.inOrganization(organizationId, (tx) => this.startOne(tx, organizationId, id))
        if (begun !== undefined) await this.runner.queue(organizationId, begun)
      } catch (error) {
        this.logger.error({ err: error, schedule: id }, 'A schedule could not be started')
      }
    }
  }

  private async startOne(tx: EntityManager, organizationId: string, id: string): Promise<string | undefined> {
    const [row] = await tx.query<ScheduleRow[]>(
      'select * from assessment_schedules where id = $1 and next_at <= now() for update skip locked',
      [id],
    )
    if (!row) return undefined
    const next = nextTimes(row.cron, row.time_zone, 1, new Date())[0] ?? null
    await tx.query('update assessment_schedules set next_at = $2, problem = null where id = $1', [id, next])
    const [open] = await tx.query<unknown[]>('select 1 from assessments where schedule_id = $1 and ended_at is null', [
      id,
    ])
    if (open) {
      await tx.query('update assessment_schedules set skipped_at = now() where id = $1', [id])
      return undefined
    }
    return this.begin(tx, organizationId, row)
  }

  /** What keeps it from starting is kept beside the schedule, where people see it. */
  private async begin(tx: EntityManager, organizationId: string, row: ScheduleRow): Promise<string | undefined> {
    const { selection, frameworks, scope, evidence } = row
    const startedBy = { kind: 'system' as const, id: row.id, name: `Schedule “${row.name}”` }
    try {
      const order = { selection, frameworks, scope, evidence }
      const begun = await this.beginning.begin(tx, organizationId, order, {
        startedBy,
        name: row.name,
        scheduleId: row.id,
      })
      await this.audit.record(tx, {
        actor: startedBy,
        action: 'assessment.started',
        subject: { kind: 'assessment', id: begun.id, name: begun.name },
        summary: `The schedule “${row.name}” started to assess ${begun.tenants.length === 1 ? begun.tenants[0]?.name : `${begun.tenants.length} tenants`}.`,
        details: { tenants: begun.tenants.map(({ id }) => id), frameworks, scope },
      })
      return begun.id
    } catch (error) {
      const problem = problemOf(error)
      await tx.query('update assessment_schedules set problem = $2 where id = $1', [row.id, JSON.stringify(problem)])
      return undefined
    }
  }
}

/** Refusals are known before anything is written; after any other error the transaction is lost. */
function problemOf(error: unknown): ProblemFacts {
  if (error instanceof AppError) return problemFacts(error)
  // A framework that it names is no longer there.
  if (error instanceof ValidationError) return problemFacts(nothingToJudge({}))
  throw error
}
