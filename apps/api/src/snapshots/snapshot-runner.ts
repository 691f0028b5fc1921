import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import { Database } from '../database/database.js'
import { defineJob } from '../jobs/define-job.js'
import { Jobs } from '../jobs/jobs.js'
import { Ticks } from '../jobs/ticks.js'
import { Workers } from '../jobs/workers.js'
import { SnapshotTaker } from './snapshot-taker.js'

const TICK_SECONDS = 15

/** Goes on with a snapshot until it has ended. Queued again whenever a process may have ended in the middle. */
export const goOn = defineJob({
  name: 'snapshots.goOn',
  payload: z.object({ snapshotId: z.int() }),
  deadlineSeconds: 1800,
})

/** Works on snapshots that were begun and that nobody works on. */
@Injectable()
export class SnapshotRunner implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly workers: Workers,
    private readonly ticks: Ticks,
    private readonly taker: SnapshotTaker,
  ) {}

  onModuleInit(): void {
    this.workers.handle(goOn, {
      belongs: async (tx, { snapshotId }) => (await underWay(tx, snapshotId)) !== undefined,
      run: ({ snapshotId }, { organizationId, signal }) => this.work(organizationId, snapshotId, signal),
    })
    this.ticks.register({ name: 'snapshots.left', everySeconds: TICK_SECONDS, tick: () => this.queueLeft() })
  }

  async queue(organizationId: string, snapshotId: number): Promise<void> {
    await this.jobs.enqueue(goOn, organizationId, { snapshotId }, { dedupeKey: String(snapshotId) })
  }

  /** Queues what was left behind. */
  async queueLeft(): Promise<void> {
    const left = await this.database.acrossOrganizations((tx) =>
      tx.query<{ organization_id: string; id: string }[]>(
        `select organization_id, id from snapshots where status = 'reading' and leased_until <= now()`,
      ),
    )
    for (const { organization_id: organizationId, id } of left) await this.queue(organizationId, Number(id))
  }

  private async work(organizationId: string, snapshotId: number, signal: AbortSignal): Promise<void> {
    const tenantId = await this.database.inOrganization(organizationId, (tx) => underWay(tx, snapshotId))
    if (tenantId !== undefined) await this.taker.goOn(organizationId, tenantId, snapshotId, signal)
  }
}

/** The tenant of a snapshot that is under way. */
async function underWay(tx: EntityManager, snapshotId: number): Promise<string | undefined> {
  const [row] = await tx.query<{ tenant_id: string }[]>(
    `select tenant_id from snapshots where id = $1 and status = 'reading'`,
    [snapshotId],
  )
  return row?.tenant_id
}
