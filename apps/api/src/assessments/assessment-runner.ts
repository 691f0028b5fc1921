import { Injectable, Logger, type OnModuleInit } from '@nestjs/common'
import { AppError, pluginFault, problemFacts } from '@tenantry/core'
import { z } from 'zod'
import { Database } from '../database/database.js'
import { defineJob } from '../jobs/define-job.js'
import { Jobs } from '../jobs/jobs.js'
import { Ticks } from '../jobs/ticks.js'
import { Workers } from '../jobs/workers.js'
import { type AssessmentRow, assessmentRow } from './assessment-rows.js'
import { AssessmentRuns } from './assessment-runs.js'
import { AT_ONCE } from './pace.js'
import { TenantAssessor } from './tenant-assessor.js'

const TICK_SECONDS = 15

/** Goes on with an assessment until nothing is left of it. Queued again whenever a process may have ended in the middle. */
export const goOn = defineJob({
  name: 'assessments.run',
  payload: z.object({ assessmentId: z.guid() }),
  deadlineSeconds: 3600,
})

/** Does the work of assessments, some tenants at once. */
@Injectable()
export class AssessmentRunner implements OnModuleInit {
  private readonly logger = new Logger('Assessments')

  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly workers: Workers,
    private readonly ticks: Ticks,
    private readonly runs: AssessmentRuns,
    private readonly assessor: TenantAssessor,
  ) {}

  onModuleInit(): void {
    this.workers.handle(goOn, {
      belongs: async (tx, { assessmentId }) =>
        (await tx.query<unknown[]>('select 1 from assessments where id = $1', [assessmentId])).length > 0,
      run: ({ assessmentId }, { organizationId, signal }) => this.work(organizationId, assessmentId, signal),
    })
    this.ticks.register({ name: 'assessments.open', everySeconds: TICK_SECONDS, tick: () => this.queueOpen() })
  }

  /** Queues an assessment that was begun. */
  async queue(organizationId: string, assessmentId: string): Promise<void> {
    await this.jobs.enqueue(goOn, organizationId, { assessmentId }, { dedupeKey: assessmentId })
  }

  /** Queues what was begun and not ended. */
  async queueOpen(): Promise<void> {
    const open = await this.database.acrossOrganizations((tx) =>
      tx.query<{ organization_id: string; id: string }[]>(
        'select organization_id, id from assessments where ended_at is null',
      ),
    )
    for (const { organization_id: organizationId, id } of open) await this.queue(organizationId, id)
  }

  private async work(organizationId: string, id: string, signal: AbortSignal): Promise<void> {
    if (!(await this.runs.start(organizationId, id))) return
    const run = await this.database.inOrganization(organizationId, (tx) => assessmentRow(tx, id))
    this.runs.tell(run)
    try {
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, run.total) }, () => this.assessNext(run, signal)))
    } catch (error) {
      if (signal.aborted) throw error
      await this.runs.end(organizationId, id, problemFacts(this.asError(error)))
      return
    }
    await this.runs.end(organizationId, id)
  }

  private async assessNext(run: AssessmentRow, signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted()
      const item = await this.runs.take(run.organization_id, run.id)
      if (!item) return
      await this.assessor.assess(run, item, signal)
      this.runs.tell(await this.database.inOrganization(run.organization_id, (tx) => assessmentRow(tx, run.id)))
    }
  }

  private asError(error: unknown): AppError {
    if (error instanceof AppError) return error
    this.logger.error(error, 'An assessment failed in a way it does not explain')
    return pluginFault({ plugin: 'Tenantry' })
  }
}
