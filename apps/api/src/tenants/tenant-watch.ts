import { Injectable, type OnModuleInit } from '@nestjs/common'
import { SYSTEM } from '../audit/audit.js'
import { connectionRow } from '../connections/connection-rows.js'
import { Database } from '../database/database.js'
import { Ticks } from '../jobs/ticks.js'
import { ProviderRegistry } from '../providers/provider-registry.js'
import { TenantNotices } from './tenant-notices.js'
import { TenantRunner } from './tenant-runner.js'
import { TenantRuns } from './tenant-runs.js'

const TICK_SECONDS = 900
const LIST_EVERY = '6 hours'

/** Keeps lists of tenants fresh once someone has asked for the first, and tells of relationships that end. */
@Injectable()
export class TenantWatch implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly registry: ProviderRegistry,
    private readonly runs: TenantRuns,
    private readonly runner: TenantRunner,
    private readonly notices: TenantNotices,
    private readonly ticks: Ticks,
  ) {}

  onModuleInit(): void {
    this.ticks.register({ name: 'tenants.watch', everySeconds: TICK_SECONDS, tick: () => this.watch() })
  }

  private async watch(): Promise<void> {
    const connections = await this.database.acrossOrganizations((tx) =>
      tx.query<{ organization_id: string; connection_id: string }[]>(
        'select distinct organization_id, connection_id from tenants',
      ),
    )
    for (const { organization_id: organizationId, connection_id: id } of connections)
      await this.listAnew(organizationId, id)
    for (const organizationId of new Set(connections.map((row) => row.organization_id))) {
      await this.database.inOrganization(organizationId, (tx) => this.notices.ending(tx, new Date()))
    }
  }

  /** Any number of processes may tick: the lock lets one of them begin. */
  private async listAnew(organizationId: string, connectionId: string): Promise<void> {
    const runId = await this.database.inOrganization(organizationId, async (tx) => {
      const connection = await connectionRow(tx, connectionId, { lock: true })
      const directory = this.registry.find(connection.providerId)?.capabilities?.tenants
      const [recent] = await tx.query<unknown[]>(
        `select 1 from tenant_runs where connection_id = $1 and kind = 'discover'
           and created_at > now() - interval '${LIST_EVERY}'`,
        [connectionId],
      )
      if (!connection.enabled || !directory?.kinds.includes(connection.kind) || recent) return undefined
      return this.runs.begin(tx, { organizationId, connectionId, kind: 'discover', startedBy: SYSTEM }, [])
    })
    if (runId !== undefined) await this.runner.queue(organizationId, runId)
  }
}
