import { Injectable } from '@nestjs/common'
import { AppError, type ProviderPlugin } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import type { z } from 'zod'
import { Audit } from '../audit/audit.js'
import { ConnectionClients } from '../connections/connection-clients.js'
import { ConnectionRow } from '../connections/connection.entity.js'
import { Database } from '../database/database.js'
import type { Actor } from '../http/authentication.js'
import { notFound } from '../http/errors.js'
import { ProviderRegistry } from '../providers/provider-registry.js'
import { ProviderSwitches } from '../providers/provider-switches.js'
import type { AccessRefreshed, Refreshers } from './tenant-refresh.dto.js'
import { refOf, tenantRow } from './tenant-rows.js'
import type { TenantRow } from './tenant.entity.js'

/** A connection whose provider acts in tenants with access of its own, and can renew it. */
interface Offer {
  row: ConnectionRow
  plugin: ProviderPlugin
}

/** Has providers renew their own access to a tenant. What came of it shows at the next look. */
@Injectable()
export class TenantRefresh {
  constructor(
    private readonly database: Database,
    private readonly registry: ProviderRegistry,
    private readonly switches: ProviderSwitches,
    private readonly clients: ConnectionClients,
    private readonly audit: Audit,
  ) {}

  async offers(organizationId: string, tenantId: string): Promise<z.output<typeof Refreshers>> {
    const { offers } = await this.find(organizationId, tenantId)
    return {
      items: offers.map(({ row, plugin }) => ({ connectionId: row.id, name: row.name, providerName: plugin.name })),
    }
  }

  async ask(
    organizationId: string,
    actor: Actor,
    tenantId: string,
    connectionId: string,
  ): Promise<z.output<typeof AccessRefreshed>> {
    const { tenant, offers } = await this.find(organizationId, tenantId)
    const offer = offers.find(({ row }) => row.id === connectionId)
    if (!offer) throw notFound({ what: 'connection' })
    const opened = await this.clients.of(offer.row, actor, 'to have it renew its access to a tenant')
    const { inTenant, capabilities } = opened.plugin
    const client = inTenant ? inTenant(opened.client, refOf(tenant)) : opened.client
    let problem: AppError | undefined
    let said = ''
    try {
      said = (await capabilities?.mailboxes?.refresh?.ask(client)) ?? ''
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      problem = error
    }
    await this.database.inOrganization(organizationId, async (tx) => {
      await opened.calls.flush(tx, {
        organizationId,
        connectionId,
        granted: offer.row.granted,
        lattice: opened.plugin.lattice,
      })
      await this.audit.record(tx, {
        actor,
        action: 'tenant.accessRefreshed',
        subject: { kind: 'tenant', id: tenantId, name: tenant.name },
        connectionId,
        result: problem ? 'failure' : 'success',
        summary: `${actor.name} had ${offer.plugin.name} renew its access to ${tenant.name}.${problem ? ` ${problem.title}.` : ''}`,
        details: { said: problem?.why ?? said },
      })
    })
    if (problem) throw problem
    return { said }
  }

  private find(organizationId: string, tenantId: string): Promise<{ tenant: TenantRow; offers: Offer[] }> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const tenant = await tenantRow(tx, tenantId)
      return { tenant, offers: await this.offersFor(tx, tenant) }
    })
  }

  private async offersFor(tx: EntityManager, tenant: TenantRow): Promise<Offer[]> {
    const off = await this.switches.off(tx)
    const rows = await tx.find(ConnectionRow, { where: { enabled: true }, order: { name: 'ASC' } })
    const own = rows.find(({ id }) => id === tenant.connectionId)
    return rows.flatMap((row) => {
      const plugin = this.registry.find(row.providerId)
      const { kinds = [], refresh } = plugin?.capabilities?.mailboxes ?? {}
      if (!plugin || !refresh || off.has(row.providerId) || row.simulated !== own?.simulated) return []
      return kinds.includes(row.kind) && (refresh.set === undefined || row.sets.includes(refresh.set))
        ? [{ row, plugin }]
        : []
    })
  }
}
