import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common'
import { AppError, type ListedTenant, pluginFault, problemFacts } from '@tenantry/core'
import { z } from 'zod'
import { Audit } from '../audit/audit.js'
import { CONFIG, type Config } from '../config/config.js'
import { ConnectionClients, type OpenClient } from '../connections/connection-clients.js'
import { ConnectionsService } from '../connections/connections.service.js'
import { Database } from '../database/database.js'
import { Events } from '../events/events.js'
import { defineJob } from '../jobs/define-job.js'
import { Jobs } from '../jobs/jobs.js'
import { Ticks } from '../jobs/ticks.js'
import { Workers } from '../jobs/workers.js'
import { BulkConsentWork } from './bulk-consent-work.js'
import { RunVerifier } from './run-verifier.js'
import { storeList } from './tenant-list.js'
import { TenantNotices } from './tenant-notices.js'
import { type RunRow, TenantRuns } from './tenant-runs.js'

const TICK_SECONDS = 15
const DUE_AT_ONCE = 500

/** Goes on with a run until nothing is left of it. Queued again whenever a process may have ended in the middle. */
export const goOn = defineJob({
  name: 'tenants.run',
  payload: z.object({ runId: z.guid() }),
  deadlineSeconds: 900,
})

/** Does the work of runs: finds tenants, and looks at them. */
@Injectable()
export class TenantRunner implements OnModuleInit {
  private readonly logger = new Logger('Tenants')

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly workers: Workers,
    private readonly ticks: Ticks,
    private readonly connections: ConnectionsService,
    private readonly clients: ConnectionClients,
    private readonly runs: TenantRuns,
    private readonly verifier: RunVerifier,
    private readonly bulkConsents: BulkConsentWork,
    private readonly notices: TenantNotices,
    private readonly audit: Audit,
    private readonly events: Events,
  ) {}

  onModuleInit(): void {
    this.workers.handle(goOn, {
      belongs: async (tx, { runId }) =>
        (await tx.query<unknown[]>('select 1 from tenant_runs where id = $1', [runId])).length > 0,
      run: ({ runId }, { organizationId, signal }) => this.work(organizationId, runId, signal),
    })
    this.ticks.register({ name: 'tenants.due', everySeconds: TICK_SECONDS, tick: () => this.queueDue() })
  }

  /** Queues a run that was begun. */
  async queue(organizationId: string, runId: string): Promise<void> {
    await this.jobs.enqueue(goOn, organizationId, { runId }, { dedupeKey: runId })
  }

  /** Queues what was begun and not ended, and begins to look again where it is time. */
  async queueDue(): Promise<void> {
    const open = await this.database.acrossOrganizations((tx) =>
      tx.query<{ organization_id: string; id: string }[]>(
        `select organization_id, id from tenant_runs where status in ('queued', 'running')`,
      ),
    )
    for (const { organization_id: organizationId, id } of open) await this.queue(organizationId, id)
    const due = await this.database.acrossOrganizations((tx) =>
      tx.query<{ organization_id: string; connection_id: string }[]>(
        'select distinct organization_id, connection_id from tenants where next_check_at <= now() and gone_at is null',
      ),
    )
    for (const { organization_id: organizationId, connection_id: connectionId } of due) {
      await this.beginRecheck(organizationId, connectionId)
    }
  }

  private async beginRecheck(organizationId: string, connectionId: string): Promise<void> {
    const runId = await this.database.inOrganization(organizationId, async (tx) => {
      const [busy] = await tx.query<unknown[]>(
        `select 1 from tenant_runs where connection_id = $1 and kind = 'recheck' and status in ('queued', 'running')`,
        [connectionId],
      )
      if (busy) return undefined
      const rows = await tx.query<{ id: string }[]>(
        `select t.id from tenants t join connections c on c.id = t.connection_id and c.enabled
         where t.connection_id = $1 and t.next_check_at <= now() and t.gone_at is null
         order by t.next_check_at limit $2 for update of t skip locked`,
        [connectionId, DUE_AT_ONCE],
      )
      if (rows.length === 0) return undefined
      const ids = rows.map(({ id }) => id)
      const startedBy = { kind: 'system' as const, id: 'system', name: 'Tenantry' }
      return this.runs.begin(tx, { organizationId, connectionId, kind: 'recheck', startedBy }, ids)
    })
    if (runId !== undefined) await this.queue(organizationId, runId)
  }

  private async work(organizationId: string, runId: string, signal: AbortSignal): Promise<void> {
    if (!(await this.runs.start(organizationId, runId))) return
    const run = await this.database.inOrganization(organizationId, (tx) => this.runs.get(tx, runId))
    try {
      if (run.kind === 'discover') await this.discover(run)
      else if (run.kind === 'bulkConsent') await this.bulkConsents.work(run, signal)
      else await this.verifier.verifyAll(run, signal)
    } catch (error) {
      if (signal.aborted) throw error
      await this.runs.end(organizationId, runId, problemFacts(this.asError(error)))
      return
    }
    await this.runs.end(organizationId, runId)
  }

  /** Finds the tenants of a connection. A list that cannot be had whole changes nothing. */
  private async discover(run: RunRow): Promise<void> {
    const connection = await this.connections.inUse(run.organization_id, run.connection_id)
    const opened = await this.clients.of(connection, run.started_by, 'to find its tenants')
    const listed = await this.list(opened)
    const owner = { organizationId: run.organization_id, connectionId: connection.id }
    const consentRoles = opened.plugin.capabilities?.consent?.partnerRoles.map(({ id }) => id) ?? []
    const change = await this.database.inOrganization(run.organization_id, async (tx) => {
      const now = new Date()
      const stored = await storeList(tx, { ...owner, consentRoles }, listed, now)
      await opened.calls.flush(tx, { ...owner, granted: connection.granted, lattice: opened.plugin.lattice })
      await tx.query('update tenant_runs set total = $2, done = $2 where id = $1', [run.id, stored.found])
      await this.notices.listed(tx, connection, stored, now)
      await this.audit.record(tx, {
        actor: run.started_by,
        action: 'tenants.listed',
        subject: { kind: 'connection', id: connection.id, name: connection.name },
        connectionId: connection.id,
        summary: `${run.started_by.name} listed the tenants of “${connection.name}”: ${stored.found} found, ${stored.appeared.length} new, ${stored.ended.length + stored.gone.length} ended.`,
        details: { found: stored.found, appeared: stored.appeared, ended: stored.ended, gone: stored.gone },
      })
      return stored
    })
    const ended = change.ended.length + change.gone.length
    // What the schedule finds unchanged is no news.
    if (run.started_by.kind === 'system' && change.appeared.length + ended + change.renewed.length === 0) return
    this.events.publish(run.organization_id, 'tenants.listed', {
      id: connection.id,
      found: change.found,
      appeared: change.appeared.length,
      ended,
    })
  }

  private async list({ plugin, client }: OpenClient): Promise<ListedTenant[]> {
    const tenants: ListedTenant[] = []
    for await (const page of plugin.capabilities?.tenants?.list(client) ?? []) tenants.push(...page)
    return tenants
  }

  private asError(error: unknown): AppError {
    if (error instanceof AppError) return error
    this.logger.error(error, 'Work on tenants failed in a way it does not explain')
    return pluginFault({ plugin: 'Tenantry' })
  }
}
