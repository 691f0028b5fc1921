import { Injectable } from '@nestjs/common'
import { problemFacts } from '@tenantry/core'
import { z } from 'zod'
import { Audit } from '../audit/audit.js'
import { ConnectionsService } from '../connections/connections.service.js'
import { Database } from '../database/database.js'
import type { Actor } from '../http/authentication.js'
import { notPermitted } from '../http/errors.js'
import { decodeCursor, toPage } from '../http/pages.js'
import { ProviderRegistry } from '../providers/provider-registry.js'
import type { Permission } from '../roles/permissions.js'
import { rolesWith } from '../roles/roles.js'
import { BulkConsents } from './bulk-consents.service.js'
import { cancelRun } from './cancelled-runs.js'
import { chosenTenants } from './chosen-tenants.js'
import { grouped } from './grouped.js'
import { viewOf } from './tenant-run-view.js'
import { tenantRow } from './tenant-rows.js'
import { TenantRunner } from './tenant-runner.js'
import { type RunRow, TenantRuns } from './tenant-runs.js'
import type {
  RunsStarted,
  TenantRun,
  TenantRunItemPage,
  TenantRunItemQuery,
  TenantRunPage,
  Verify,
} from './tenants.dto.js'
import { bulkConsentFailed, noTenants, nothingMatches, runEnded, runUnderWay } from './tenants.errors.js'

interface ItemRow {
  tenant_id: string
  name: string
  position: number
  status: z.output<typeof TenantRunItemPage>['items'][number]['status']
  stage: z.output<typeof TenantRunItemPage>['items'][number]['stage']
  note: string | null
  proving_since: Date | null
  next_try_at: Date | null
  problem: z.output<typeof TenantRunItemPage>['items'][number]['problem']
  ended_at: Date | null
}

/** Starting, watching, cancelling and repeating runs. */
@Injectable()
export class TenantRunsService {
  constructor(
    private readonly database: Database,
    private readonly connections: ConnectionsService,
    private readonly registry: ProviderRegistry,
    private readonly runs: TenantRuns,
    private readonly runner: TenantRunner,
    private readonly bulkConsents: BulkConsents,
    private readonly audit: Audit,
  ) {}

  /** Begins to list the tenants of a connection. */
  async discover(organizationId: string, actor: Actor, connectionId: string): Promise<z.output<typeof TenantRun>> {
    const connection = await this.connections.inUse(organizationId, connectionId)
    const directory = this.registry.find(connection.providerId)?.capabilities?.tenants
    if (!directory?.kinds.includes(connection.kind)) throw noTenants({ name: connection.name })
    const row = await this.database.inOrganization(organizationId, async (tx) => {
      const run = { organizationId, connectionId, kind: 'discover' as const, startedBy: actor }
      return this.runs.get(tx, await this.runs.begin(tx, run, []))
    })
    await this.runner.queue(organizationId, row.id)
    return viewOf(row)
  }

  /** Begins to verify tenants: one run for each connection they belong to. */
  async verify(organizationId: string, actor: Actor, order: Verify): Promise<z.output<typeof RunsStarted>> {
    const rows = await this.database.inOrganization(organizationId, async (tx) => {
      const chosen = await chosenTenants(tx, order)
      if (chosen.length === 0) throw nothingMatches({})
      const begun: RunRow[] = []
      for (const [connectionId, tenants] of grouped(chosen, ({ connectionId: id }) => id)) {
        const run = { organizationId, connectionId, kind: 'verify' as const, startedBy: actor }
        begun.push(
          await this.runs.get(
            tx,
            await this.runs.begin(
              tx,
              run,
              tenants.map(({ id }) => id),
            ),
          ),
        )
      }
      const names = chosen.slice(0, 3).map(({ name }) => name)
      await this.audit.record(tx, {
        actor,
        action: 'tenants.verified',
        subject: { kind: 'tenants', id: begun[0]?.id ?? '', name: names.join(', ') },
        summary: `${actor.name} asked to verify ${chosen.length === 1 ? names[0] : `${chosen.length} tenants`}.`,
        details: { tenants: chosen.map(({ id }) => id) },
      })
      return begun
    })
    for (const { id } of rows) await this.runner.queue(organizationId, id)
    return { runs: rows.map(viewOf), tenants: rows.reduce((sum, { total }) => sum + total, 0) }
  }

  async retry(organizationId: string, actor: Actor, id: string): Promise<z.output<typeof RunsStarted>> {
    const { run, tenantIds } = await this.database.inOrganization(organizationId, async (tx) => {
      const ended = await this.runs.get(tx, id)
      if (ended.ended_at === null) throw runUnderWay({})
      return { run: ended, tenantIds: await this.runs.failedTenants(tx, id) }
    })
    if (run.kind === 'bulkConsent') requirePermission(actor, 'tenants:bulkConsent')
    if (tenantIds.length === 0) throw nothingMatches({})
    if (run.kind !== 'bulkConsent') return this.verify(organizationId, actor, { tenantIds })
    return this.bulkConsents.start(organizationId, actor, { tenantIds, connectionId: run.via?.id })
  }

  async cancel(organizationId: string, actor: Actor, id: string): Promise<z.output<typeof TenantRun>> {
    const view = await this.database.inOrganization(organizationId, async (tx) => {
      const run = await this.runs.get(tx, id)
      if (!(await cancelRun(tx, id, actor))) throw runEnded({})
      await this.audit.record(tx, {
        actor,
        action: 'tenants.runCancelled',
        subject: { kind: 'run', id, name: run.kind },
        connectionId: run.connection_id,
        summary: `${actor.name} cancelled a run over ${run.total} tenants after ${run.done}.`,
      })
      return viewOf(await this.runs.get(tx, id))
    })
    // Whoever works on it hears it from this, too.
    await this.runs.tell(organizationId, id)
    return view
  }

  /** Waits no longer for a tenant of a bulk consent. What the provider was asked for goes on without us. */
  async stopWaiting(
    organizationId: string,
    actor: Actor,
    id: string,
    tenantId: string,
  ): Promise<z.output<typeof TenantRun>> {
    const view = await this.database.inOrganization(organizationId, async (tx) => {
      const run = await this.runs.get(tx, id)
      if (run.ended_at !== null) throw runEnded({})
      const { name } = await tenantRow(tx, tenantId, { lock: true })
      const [waits] = await tx.query<unknown[]>(
        `select 1 from tenant_run_items
         where run_id = $1 and tenant_id = $2 and status = 'running' and stage is not null for update`,
        [id, tenantId],
      )
      if (!waits) throw nothingMatches({})
      const provider = run.via?.provider ?? 'The provider'
      const reason = `${actor.name} stopped waiting for it`
      const problem = problemFacts(bulkConsentFailed({ provider, tenant: name, reason }))
      await tx.query('update tenants set next_check_at = now() where id = $1', [tenantId])
      await this.runs.finishItems(tx, id, [{ tenantId, problem }])
      await this.audit.record(tx, {
        actor,
        action: 'consent.waitStopped',
        subject: { kind: 'tenant', id: tenantId, name },
        connectionId: run.connection_id,
        summary: `${actor.name} stopped waiting for ${provider} to consent in ${name}.`,
        details: { run: id },
      })
      return viewOf(await this.runs.get(tx, id))
    })
    await this.runs.tell(organizationId, id)
    return view
  }

  get(organizationId: string, id: string): Promise<z.output<typeof TenantRun>> {
    return this.database.inOrganization(organizationId, async (tx) => viewOf(await this.runs.get(tx, id)))
  }

  /** Latest first. Looks that the schedule takes are left out. */
  list(
    organizationId: string,
    { limit, cursor }: { limit: number; cursor?: string | undefined },
  ): Promise<z.output<typeof TenantRunPage>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const [before, beforeId] =
        cursor === undefined ? [null, null] : decodeCursor(cursor, z.tuple([z.string(), z.guid()]))
      const rows = await tx.query<(RunRow & { position: string })[]>(
        `select *, created_at::text as position from tenant_runs
         where kind <> 'recheck' and started_by ->> 'kind' <> 'system' and ($2::timestamptz is null or (created_at, id) < ($2::timestamptz, $3::uuid))
         order by created_at desc, id desc limit $1`,
        [limit + 1, before, beforeId],
      )
      const { items, nextCursor } = toPage(rows, limit, ({ position, id }) => [position, id])
      return { items: items.map(viewOf), nextCursor }
    })
  }

  items(
    organizationId: string,
    id: string,
    { limit, cursor, withProblem }: z.output<typeof TenantRunItemQuery>,
  ): Promise<z.output<typeof TenantRunItemPage>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      await this.runs.get(tx, id)
      const [after] = cursor === undefined ? [0] : decodeCursor(cursor, z.tuple([z.number()]))
      const rows = await tx.query<ItemRow[]>(
        `select i.*, t.name from tenant_run_items i join tenants t on t.id = i.tenant_id
         where i.run_id = $1 and i.position > $2 and ($4::boolean is null or (i.problem is not null) = $4)
         order by i.position limit $3`,
        [id, after, limit + 1, withProblem ?? null],
      )
      const { items, nextCursor } = toPage(rows, limit, ({ position }) => [position])
      return {
        items: items.map((row) => ({
          tenantId: row.tenant_id,
          name: row.name,
          status: row.status,
          stage: row.stage,
          note: row.note,
          provingSince: row.status === 'running' ? (row.proving_since?.toISOString() ?? null) : null,
          nextTryAt: row.status === 'running' ? (row.next_try_at?.toISOString() ?? null) : null,
          problem: row.problem,
          endedAt: row.ended_at?.toISOString() ?? null,
        })),
        nextCursor,
      }
    })
  }
}

/** For what only some runs need. */
function requirePermission({ permissions, role }: Actor, permission: Permission): void {
  if (permissions.includes(permission)) return
  throw notPermitted({ permission, roles: rolesWith(permission), ...(role !== undefined && { role }) })
}
