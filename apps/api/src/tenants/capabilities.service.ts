import { Injectable } from '@nestjs/common'
import type { CapabilityId, ProviderPlugin } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { ConnectionRow } from '../connections/connection.entity.js'
import { Database } from '../database/database.js'
import { ProviderRegistry } from '../providers/provider-registry.js'
import { ProviderSwitches } from '../providers/provider-switches.js'
import type { Capabilities } from './capabilities.dto.js'

/** What can be done in an organization's tenants, and through which connections. */
@Injectable()
export class CapabilitiesService {
  constructor(
    private readonly database: Database,
    private readonly registry: ProviderRegistry,
    private readonly switches: ProviderSwitches,
  ) {}

  get(organizationId: string): Promise<Capabilities> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const plugins = await this.plugins(tx)
      const rows = await tx.find(ConnectionRow, { order: { name: 'ASC' } })
      const of = (capability: CapabilityId) => ({
        connections: having(capability, rows, plugins).map(({ row, plugin }) => ({
          id: row.id,
          name: row.name,
          ...kindOf(plugin, row.kind),
        })),
        available: plugins
          .filter(({ id }) => !rows.some(({ providerId }) => providerId === id))
          .flatMap((plugin) => (plugin.capabilities?.[capability]?.kinds ?? []).map((kind) => kindOf(plugin, kind))),
      })
      return {
        tenants: of('tenants'),
        consent: of('consent'),
        bulkConsent: of('bulkConsent'),
        mailboxes: of('mailboxes'),
        people: of('people'),
      }
    })
  }

  /** Connections in use that have a capability, in the order they are asked. */
  async connectionsWith(tx: EntityManager, capability: CapabilityId): Promise<ConnectionRow[]> {
    const rows = await tx.find(ConnectionRow, { order: { name: 'ASC' } })
    return having(capability, rows, await this.plugins(tx)).map(({ row }) => row)
  }

  private async plugins(tx: EntityManager): Promise<ProviderPlugin[]> {
    const off = await this.switches.off(tx)
    return this.registry.all().filter(({ id }) => !off.has(id) && !this.registry.isOff(id))
  }
}

function having(capability: CapabilityId, rows: readonly ConnectionRow[], plugins: readonly ProviderPlugin[]) {
  return rows.flatMap((row) => {
    const plugin = plugins.find(({ id }) => id === row.providerId)
    return row.enabled && plugin?.capabilities?.[capability]?.kinds.includes(row.kind) ? [{ row, plugin }] : []
  })
}

function kindOf(plugin: ProviderPlugin, kind: string) {
  return {
    providerId: plugin.id,
    providerName: plugin.name,
    kind,
    kindName: plugin.connectionKinds.find(({ id }) => id === kind)?.name ?? kind,
  }
}
