import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { z } from 'zod'
import { CONFIG, type Config } from '../config/config.js'
import { Database } from '../database/database.js'
import { defineJob } from '../jobs/define-job.js'
import { Jobs } from '../jobs/jobs.js'
import { Ticks } from '../jobs/ticks.js'
import { Workers } from '../jobs/workers.js'
import { ProviderRegistry } from '../providers/provider-registry.js'
import { ProviderSwitches } from '../providers/provider-switches.js'
import { providerDisabled } from '../providers/providers.errors.js'
import { ConnectionChecks } from './connection-checks.js'
import { connectionRow } from './connection-rows.js'
import { ConnectionRow } from './connection.entity.js'
import { changedMeanwhile, connectionDisabled } from './connections.errors.js'
import { ConnectionsService } from './connections.service.js'

const TICK_SECONDS = 15
const AT_ONCE = 4
const BATCH = 50

/** Checks every connection of an organization that is due: one job, not one for each connection. */
export const checkDue = defineJob({ name: 'connections.checkDue', payload: z.object({}), deadlineSeconds: 600 })

/** Reads a connection's data anew, on someone's request. */
export const refreshConnection = defineJob({
  name: 'connection.refresh',
  payload: z.object({
    connectionId: z.guid(),
    actor: z.object({ kind: z.enum(['user', 'apiKey', 'system']), id: z.string(), name: z.string() }),
  }),
  deadlineSeconds: 300,
})

/** Keeps the health of all connections known. */
@Injectable()
export class HealthSchedule implements OnModuleInit {
  private readonly logger = new Logger('Connections')

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly workers: Workers,
    private readonly ticks: Ticks,
    private readonly checks: ConnectionChecks,
    private readonly connections: ConnectionsService,
    private readonly registry: ProviderRegistry,
    private readonly switches: ProviderSwitches,
  ) {}

  onModuleInit(): void {
    this.ticks.register({
      name: 'connections.due',
      everySeconds: Math.min(TICK_SECONDS, this.config.healthCheckSeconds),
      tick: () => this.queueDue(),
    })
    this.workers.handle(checkDue, {
      belongs: () => Promise.resolve(true),
      run: (_payload, { organizationId, signal }) => this.checkAllDue(organizationId, signal),
    })
    this.workers.handle(refreshConnection, {
      belongs: (tx, { connectionId }) => tx.existsBy(ConnectionRow, { id: connectionId }),
      run: async ({ connectionId, actor }, { organizationId }) => {
        try {
          await this.checks.check(await this.connections.inUse(organizationId, connectionId), 'refresh', actor)
        } catch (error) {
          // Switched off or changed since it was asked for: there is nothing to refresh any more.
          if (![connectionDisabled, providerDisabled, changedMeanwhile].some((kind) => kind.is(error))) throw error
        }
      },
    })
  }

  /** Queues a job for each organization in which something is due. Repeats add nothing while one waits or runs. */
  async queueDue(): Promise<void> {
    const organizations = await this.database.acrossOrganizations((tx) =>
      tx.query<{ organization_id: string }[]>(
        'select distinct organization_id from connections where enabled and next_check_at <= now()',
      ),
    )
    for (const { organization_id: organizationId } of organizations) {
      await this.jobs.enqueue(checkDue, organizationId, {}, { dedupeKey: 'all' })
    }
  }

  private async checkAllDue(organizationId: string, signal: AbortSignal): Promise<void> {
    for (;;) {
      const due = await this.database.inOrganization(organizationId, (tx) => this.takeDue(tx))
      if (due.length === 0 || signal.aborted) return
      const queue = [...due]
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          for (let row = queue.shift(); row && !signal.aborted; row = queue.shift()) await this.checkOne(row)
        }),
      )
    }
  }

  /** Takes what is due and moves its time on, so that no other worker takes it too. */
  private async takeDue(tx: EntityManager): Promise<ConnectionRow[]> {
    const off = await this.switches.off(tx)
    const usable = this.registry.all().filter(({ id }) => !off.has(id) && !this.registry.isOff(id))
    const taken: { id: string }[] = await tx.query(
      `select id from connections where enabled and next_check_at <= now() and provider_id = any($1)
       order by next_check_at limit $2 for update skip locked`,
      [usable.map(({ id }) => id), BATCH],
    )
    if (taken.length === 0) return []
    const ids = taken.map(({ id }) => id)
    // Should this process end before they are checked, their turn comes again with the next cycle.
    const seconds = Math.min(this.config.healthCheckSeconds, checkDue.deadlineSeconds)
    await tx.query('update connections set next_check_at = now() + make_interval(secs => $2) where id = any($1)', [
      ids,
      seconds,
    ])
    return Promise.all(ids.map((id) => connectionRow(tx, id)))
  }

  private async checkOne(row: ConnectionRow): Promise<void> {
    try {
      await this.checks.check(row, 'schedule')
    } catch (error) {
      if (changedMeanwhile.is(error)) return
      this.logger.error(error, `The check of connection ${row.id} failed`)
    }
  }
}
