import { Injectable, Logger } from '@nestjs/common'
import { AppError, pluginFault, type ProblemFacts, problemFacts } from '@tenantry/core'
import { ConnectionsService } from '../connections/connections.service.js'
import { isDatabaseAway } from '../database/database-away.js'
import { Database } from '../database/database.js'
import { Events } from '../events/events.js'
import { GatheredWrites } from './gathered-writes.js'
import { TenantFindings } from './tenant-findings.js'
import { type TenantBrief, tenantBriefs } from './tenant-rows.js'
import { type RunRow, TenantRuns } from './tenant-runs.js'
import { type Looked, type OpenedConnections, TenantVerifier } from './tenant-verifier.js'

/** How many tenants are looked at at the same time: sign-ins are limited per app, so more would only wait. */
const AT_ONCE = 16
const TAKEN_TOGETHER = 64
const TELL_MS = 500

/** Looks at the tenants of a run that wait, many at the same time, and keeps what was seen as it goes. */
@Injectable()
export class RunVerifier {
  private readonly logger = new Logger('Tenants')

  constructor(
    private readonly database: Database,
    private readonly connections: ConnectionsService,
    private readonly runs: TenantRuns,
    private readonly verifier: TenantVerifier,
    private readonly findings: TenantFindings,
    private readonly events: Events,
  ) {}

  /** Goes on until no tenant of the run waits, or it is called off: then none is begun any more. One tenant's failure is its own. */
  async verifyAll(run: RunRow, signal: AbortSignal): Promise<void> {
    const connection = await this.connections.inUse(run.organization_id, run.connection_id)
    const opened = await this.verifier.open(connection)
    const next = this.supply(run)
    let calledOff = false
    const leave = await this.events.subscribe((event) => {
      if (event === 'missed' || event.data.id !== run.id) return
      if (event.type === 'tenant-run.changed' && event.data['status'] === 'cancelled') calledOff = true
    })
    let told = 0
    const writes = new GatheredWrites<Looked>(async (looked) => {
      await this.keep(run, opened, looked)
      if (Date.now() - told < TELL_MS) return
      told = Date.now()
      // An event may be missed.
      if ((await this.runs.tell(run.organization_id, run.id)) === 'cancelled') calledOff = true
    })
    const worker = async () => {
      for (let row = await next(); row && !calledOff && !signal.aborted; row = await next()) {
        await writes.add(await this.verifier.tryToLook(row, opened))
      }
    }
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, worker))
    } finally {
      leave()
      await writes.flush()
    }
    signal.throwIfAborted()
  }

  /** Hands out the waiting tenants one by one, taking them some at a time. */
  private supply({ id, organization_id: organizationId }: RunRow): () => Promise<TenantBrief | undefined> {
    const queue: TenantBrief[] = []
    let taking: Promise<unknown> | undefined
    const take = async () => {
      const rows = await this.database.inOrganization(organizationId, async (tx) =>
        tenantBriefs(tx, await this.runs.take(tx, id, TAKEN_TOGETHER)),
      )
      queue.push(...rows)
      taking = undefined
      return rows.length
    }
    return async () => {
      while (queue.length === 0) if ((await (taking ??= take())) === 0) return undefined
      return queue.shift()
    }
  }

  /** Together, or where that fails each by itself, so that only what cannot be kept has failed. */
  private async keep(run: RunRow, opened: OpenedConnections, looked: readonly Looked[]): Promise<void> {
    try {
      await this.store(run, opened, looked)
    } catch (error) {
      if (isDatabaseAway(error)) throw error
      if (looked.length > 1) {
        for (const one of looked) await this.keep(run, opened, [one])
        return
      }
      const problem = this.problemOf(error)
      const ended = looked.map(({ tenantId }) => ({ tenantId, problem }))
      await this.database.inOrganization(run.organization_id, (tx) => this.runs.finishItems(tx, run.id, ended))
    }
  }

  private async store(run: RunRow, opened: OpenedConnections, looked: readonly Looked[]): Promise<void> {
    const found = looked.flatMap((one) => ('check' in one ? [one] : []))
    const failed = looked.flatMap((one) => ('problem' in one ? [one] : []))
    const kept = await this.database.inOrganization(run.organization_id, async (tx) => {
      await this.verifier.hold(tx, opened)
      const done = await this.findings.keep(tx, found)
      await this.runs.finishItems(tx, run.id, [...done, ...failed])
      await this.verifier.writeCalls(tx, opened)
      await this.findings.record(tx, done)
      return done
    })
    const moved = kept.filter((one) => one.moved).map(({ tenantId: id }) => ({ id }))
    this.events.publishAll(run.organization_id, 'tenant.changed', moved)
  }

  private problemOf(error: unknown): ProblemFacts {
    if (error instanceof AppError) return problemFacts(error)
    this.logger.error(error, 'Work on tenants failed in a way it does not explain')
    return problemFacts(pluginFault({ plugin: 'Tenantry' }))
  }
}
