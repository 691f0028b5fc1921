import { Injectable, Logger } from '@nestjs/common'
import { activeSets, AppError, pluginFault, type ProviderPlugin } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { SYSTEM } from '../audit/audit.js'
import { ConnectionClients, type OpenClient } from '../connections/connection-clients.js'
import { ConnectionRow } from '../connections/connection.entity.js'
import { Database } from '../database/database.js'
import { ProviderRegistry } from '../providers/provider-registry.js'
import { ProviderSwitches } from '../providers/provider-switches.js'
import { checkTenant, type MailboxProvider, type TenantCheck } from './tenant-check.js'
import { refOf } from './tenant-rows.js'
import type { TenantRow } from './tenant.entity.js'

/** The connections that matter to the tenants of one connection, opened once for many tenants. */
export interface OpenedConnections {
  own: OpenConnection
  /** Those with mailboxes, the tenants' own first. */
  mailboxes: OpenConnection[]
}

export interface OpenConnection {
  row: ConnectionRow
  opened: OpenClient
}

/** Looks at tenants for real. */
@Injectable()
export class TenantVerifier {
  private readonly logger = new Logger('Tenants')

  constructor(
    private readonly database: Database,
    private readonly clients: ConnectionClients,
    private readonly registry: ProviderRegistry,
    private readonly switches: ProviderSwitches,
  ) {}

  /** Opens what is needed to verify tenants of this connection. Throws what keeps its own client from opening. */
  async open(connection: ConnectionRow): Promise<OpenedConnections> {
    const others = await this.database.inOrganization(connection.organizationId, async (tx) => {
      const off = await this.switches.off(tx)
      const rows = await tx.find(ConnectionRow, { where: { enabled: true }, order: { name: 'ASC' } })
      return rows.filter(({ id, providerId }) => id !== connection.id && !off.has(providerId))
    })
    const own = { row: connection, opened: await this.clients.of(connection, SYSTEM, 'to verify its tenants') }
    const all = [own]
    for (const row of others) {
      const plugin = this.registry.find(row.providerId)
      // Only a provider that serves no tenants of its own acts in those of another connection.
      if (!plugin?.capabilities?.mailboxes?.kinds.includes(row.kind) || plugin.capabilities.tenants) continue
      const opened = await this.clients.of(row, SYSTEM, 'to verify tenants').catch(() => undefined)
      if (opened) all.push({ row, opened })
    }
    return { own, mailboxes: all.filter(hasMailboxes) }
  }

  /** Writes the calls made so far to the integration logs: one writer for many tenants, since they share rows. */
  async writeCalls(tx: EntityManager, { own, mailboxes }: OpenedConnections): Promise<void> {
    for (const { row, opened } of new Set([own, ...mailboxes])) {
      await opened.calls.flush(tx, {
        organizationId: row.organizationId,
        connectionId: row.id,
        granted: row.granted,
        lattice: opened.plugin.lattice,
      })
    }
  }

  /** Looks at one tenant; keeps nothing. */
  look(row: TenantRow, { own, mailboxes }: OpenedConnections): Promise<TenantCheck> {
    const tenant = refOf(row)
    const inTenant = ({ opened: { plugin, client } }: OpenConnection): MailboxProvider => ({
      plugin,
      client: plugin.inTenant ? plugin.inTenant(client, tenant) : client,
    })
    const { plugin, setup } = own.opened
    const wanted = activeSets(plugin.permissionSets, setup.kind, setup.sets).flatMap(({ permissions }) =>
      permissions.map(({ name }) => name),
    )
    return checkTenant(
      tenant,
      { ...inTenant(own), wanted },
      row.mailboxesWanted && mailboxes.length > 0 ? mailboxes.map(inTenant) : 'notWanted',
      (error, from) => this.asError(error, from),
    )
  }

  private asError(error: unknown, plugin: ProviderPlugin): AppError {
    if (error instanceof AppError) return error
    this.logger.error(error, `${plugin.name} failed in a way it does not explain`)
    return pluginFault({ plugin: plugin.name })
  }
}

function hasMailboxes({ opened: { plugin, setup } }: OpenConnection): boolean {
  const mailboxes = plugin.capabilities?.mailboxes
  if (!mailboxes?.kinds.includes(setup.kind)) return false
  return mailboxes.set === undefined || setup.sets.includes(mailboxes.set)
}
