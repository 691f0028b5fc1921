import { Injectable, Logger } from '@nestjs/common'
import {
  activeSets,
  AppError,
  comparePermissions,
  type Identity,
  type PluginClient,
  pluginFault,
  type ProviderPlugin,
  type TenantRef,
  unexpectedAnswer,
} from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { SYSTEM } from '../audit/audit.js'
import { ConnectionClients, type OpenClient } from '../connections/connection-clients.js'
import { ConnectionRow } from '../connections/connection.entity.js'
import { Database } from '../database/database.js'
import { ProviderRegistry } from '../providers/provider-registry.js'
import { ProviderSwitches } from '../providers/provider-switches.js'
import { refOf, tenantRow } from '../tenants/tenant-rows.js'
import { inTenant } from '../tenants/tenant-verifier.js'

/** A connection as it reaches one tenant. It opens and signs in with the first call that needs it. */
export interface ReadingConnection {
  row: ConnectionRow
  plugin: ProviderPlugin
  /** Ids of the permission sets in force. */
  sets: ReadonlySet<string>
  open: () => Promise<OpenedInTenant>
  /** Its client if it was opened. */
  opened: () => Promise<OpenClient | undefined>
  /** Signs in anew; throws what keeps it from doing so. */
  identity: () => Promise<Identity>
}

/** A client that works in the tenant. */
export interface OpenedInTenant {
  opened: OpenClient
  client: PluginClient
}

/** Finds the connections through which a tenant can be read. */
@Injectable()
export class ReadingConnections {
  private readonly logger = new Logger('Snapshots')

  constructor(
    private readonly database: Database,
    private readonly clients: ConnectionClients,
    private readonly registry: ProviderRegistry,
    private readonly switches: ProviderSwitches,
  ) {}

  /** The tenant's own connection, and those that act in tenants of others, in the order they are asked. */
  async of(tx: EntityManager, tenantId: string): Promise<{ row: ConnectionRow; plugin: ProviderPlugin }[]> {
    const { connectionId } = await tenantRow(tx, tenantId)
    const off = await this.switches.off(tx)
    const rows = await tx.find(ConnectionRow, { where: { enabled: true }, order: { name: 'ASC', id: 'ASC' } })
    const own = await tx.findOneBy(ConnectionRow, { id: connectionId })
    return rows
      .toSorted((one, other) => Number(other.id === connectionId) - Number(one.id === connectionId))
      .flatMap((row) => {
        const plugin = this.registry.find(row.providerId)
        if (!plugin || off.has(plugin.id) || this.registry.isOff(plugin.id)) return []
        // Only a provider that serves no tenants of its own acts in those of another connection, and a simulated one
        // does nothing in real tenants.
        const reaches = !plugin.capabilities?.tenants && plugin.inTenant && row.simulated === own?.simulated
        return row.id === connectionId || reaches ? [{ row, plugin }] : []
      })
  }

  /** The same, ready to be worked with. */
  async ready(
    organizationId: string,
    tenantId: string,
  ): Promise<{ tenant: TenantRef; connections: ReadingConnection[] }> {
    const { tenant, found } = await this.database.inOrganization(organizationId, async (tx) => ({
      tenant: refOf(await tenantRow(tx, tenantId)),
      found: await this.of(tx, tenantId),
    }))
    return {
      tenant,
      connections: found.map(({ row, plugin }) => {
        let opening: Promise<OpenedInTenant> | undefined
        const open = () =>
          (opening ??= this.clients
            .of(row, SYSTEM, 'to read the configuration of its tenants')
            .then((opened) => ({ opened, client: inTenant(opened, tenant) })))
        const opened = async () =>
          opening?.then(
            (one) => one.opened,
            () => undefined,
          )
        const identity = once(async () =>
          requireTenant(await plugin.authenticate((await open()).client), tenant, plugin),
        )
        const sets = new Set(activeSets(plugin.permissionSets, row.kind, row.sets).map(({ id }) => id))
        return { row, plugin, sets, open, opened, identity }
      }),
    }
  }

  /** What a plugin threw as an error that can be shown; a fault of its code is logged. */
  asError(error: unknown, plugin: ProviderPlugin): AppError {
    if (error instanceof AppError) return error
    this.logger.error(error, `${plugin.name} failed in a way it does not explain`)
    return pluginFault({ plugin: plugin.name })
  }
}

/** Whether any one of these permissions was granted, by itself or by a wider one. */
export function allows(
  permissions: readonly string[],
  granted: readonly string[],
  { lattice }: ProviderPlugin,
): boolean {
  if (permissions.length === 0) return true
  return comparePermissions(permissions, granted, lattice).some(({ status }) => status !== 'missing')
}

/** A token of another tenant would read another tenant. */
function requireTenant(identity: Identity, { tenantId }: TenantRef, plugin: ProviderPlugin): Identity {
  if (plugin.capabilities?.tenants && identity.tenantId.toLowerCase() !== tenantId.toLowerCase()) {
    throw unexpectedAnswer({ service: plugin.name, what: 'a sign-in to another tenant' })
  }
  return identity
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let begun: Promise<T> | undefined
  return () => (begun ??= work())
}
