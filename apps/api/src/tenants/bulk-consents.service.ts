import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { z } from 'zod'
import { Audit } from '../audit/audit.js'
import { connectionRow } from '../connections/connection-rows.js'
import type { ConnectionRow } from '../connections/connection.entity.js'
import { Database } from '../database/database.js'
import type { Actor } from '../http/authentication.js'
import { ProviderRegistry } from '../providers/provider-registry.js'
import { CapabilitiesService } from './capabilities.service.js'
import { chosenTenants } from './chosen-tenants.js'
import { grouped } from './grouped.js'
import { TenantRunner } from './tenant-runner.js'
import type { TenantBrief } from './tenant-rows.js'
import { viewOf } from './tenant-run-view.js'
import { type RunRow, TenantRuns } from './tenant-runs.js'
import type { StartBulkConsent } from './bulk-consents.dto.js'
import type { RunsStarted } from './tenants.dto.js'
import { noBulkConsent, nothingMatches } from './tenants.errors.js'

/** Begins consent in many tenants at once, through a connection whose provider can. */
@Injectable()
export class BulkConsents {
  constructor(
    private readonly database: Database,
    private readonly registry: ProviderRegistry,
    private readonly capabilities: CapabilitiesService,
    private readonly runs: TenantRuns,
    private readonly runner: TenantRunner,
    private readonly audit: Audit,
  ) {}

  async start(organizationId: string, actor: Actor, order: StartBulkConsent): Promise<z.output<typeof RunsStarted>> {
    const rows = await this.database.inOrganization(organizationId, async (tx) => {
      const via = await this.providers(tx, order.connectionId)
      const tenants = await this.chosen(tx, order)
      const begun: { run: RunRow; tenants: TenantBrief[] }[] = []
      for (const [connectionId, own] of grouped(tenants, ({ connectionId: id }) => id)) {
        const run = await this.begin(
          tx,
          organizationId,
          actor,
          await connectionRow(tx, connectionId, { lock: true }),
          via,
          own,
        )
        if (run) begun.push(run)
      }
      if (begun.length === 0) throw nothingMatches({})
      for (const { run, tenants: asked } of begun) await this.recordStart(tx, actor, run, asked)
      return begun.map(({ run }) => run)
    })
    for (const { id } of rows) await this.runner.queue(organizationId, id)
    return { runs: rows.map(viewOf), tenants: rows.reduce((sum, { total }) => sum + total, 0) }
  }

  /** Connections whose provider consents in bulk. */
  private async providers(tx: EntityManager, wanted: string | undefined): Promise<ConnectionRow[]> {
    const all = await this.capabilities.connectionsWith(tx, 'bulkConsent')
    const via = wanted === undefined ? all : all.filter(({ id }) => id === wanted)
    if (via.length === 0) throw noBulkConsent({})
    return via
  }

  /** What is pending leaves out those that took their consent back: that is for a person to decide, tenant by tenant. */
  private async chosen(tx: EntityManager, { tenantIds }: StartBulkConsent): Promise<TenantBrief[]> {
    const tenants = await chosenTenants(tx, { tenantIds })
    if (tenantIds) return tenants
    return tenants.filter(
      ({ own, consentStatus, relationshipStatus }) =>
        !own && (consentStatus === 'pending' || consentStatus === 'partial') && relationshipStatus !== 'ended',
    )
  }

  private async begin(
    tx: EntityManager,
    organizationId: string,
    actor: Actor,
    own: ConnectionRow,
    providers: readonly ConnectionRow[],
    tenants: readonly TenantBrief[],
  ): Promise<{ run: RunRow; tenants: TenantBrief[] } | undefined> {
    const { consent } = this.registry.find(own.providerId)?.capabilities ?? {}
    // A simulated provider does nothing in real tenants, nor a real one in simulated tenants.
    const via = providers.find(({ simulated }) => simulated === own.simulated)
    if (!consent?.kinds.includes(own.kind) || !via) return undefined
    const busy = new Set(await underWay(tx, own.id))
    const free = tenants.filter(({ id }) => !busy.has(id))
    if (free.length === 0) return undefined
    const provider = this.registry.find(via.providerId)?.name ?? via.providerId
    const run = {
      organizationId,
      connectionId: own.id,
      kind: 'bulkConsent' as const,
      startedBy: actor,
      via: { id: via.id, name: via.name, provider },
    }
    const id = await this.runs.begin(
      tx,
      run,
      free.map((tenant) => tenant.id),
    )
    return { run: await this.runs.get(tx, id), tenants: free }
  }

  private recordStart(tx: EntityManager, actor: Actor, run: RunRow, tenants: readonly TenantBrief[]): Promise<void> {
    const what = tenants.length === 1 ? tenants[0]?.name : `${tenants.length} tenants`
    return this.audit.record(tx, {
      actor,
      action: 'consent.bulkAsked',
      subject: { kind: 'run', id: run.id, name: 'Bulk consent' },
      connectionId: run.connection_id,
      summary: `${actor.name} asked ${run.via?.provider} to consent in ${what}.`,
      details: { tenants: tenants.map(({ id }) => id), via: run.via?.id },
    })
  }
}

/** Tenants of a connection that a bulk consent is at work on. */
async function underWay(tx: EntityManager, connectionId: string): Promise<string[]> {
  const rows = await tx.query<{ tenant_id: string }[]>(
    `select i.tenant_id from tenant_run_items i join tenant_runs r on r.id = i.run_id
     where r.connection_id = $1 and r.kind = 'bulkConsent' and r.status in ('queued', 'running')
       and i.status in ('waiting', 'running')`,
    [connectionId],
  )
  return rows.map(({ tenant_id: tenantId }) => tenantId)
}
