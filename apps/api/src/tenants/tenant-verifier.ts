import { Injectable, Logger } from '@nestjs/common'
import {
  activeSets,
  AppError,
  type PluginClient,
  pluginFault,
  type ProblemFacts,
  problemFacts,
  type ProviderPlugin,
  type TenantRef,
} from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { SYSTEM } from '../audit/audit.js'
import { ConnectionClients, type OpenClient } from '../connections/connection-clients.js'
import { gatherCalls } from '../connections/gathered-calls.js'
import { ConnectionRow } from '../connections/connection.entity.js'
import { Database } from '../database/database.js'
import { ProviderRegistry } from '../providers/provider-registry.js'
import { ProviderSwitches } from '../providers/provider-switches.js'
import { checkTenant, type MailboxProvider, type TenantCheck } from './tenant-check.js'
import { refOf, type TenantBrief } from './tenant-rows.js'

/** The connections that matter to the tenants of one connection, opened once for many tenants. */
export interface OpenedConnections {
  own: OpenConnection
  /** Those with mailboxes, the tenants' own first; also such as do not open, since they may serve tenants already. */
  mailboxes: (OpenConnection | ClosedConnection)[]
}

export interface OpenConnection {
  row: ConnectionRow
  opened: OpenClient
}

/** A connection that is in use and does not open. */
interface ClosedConnection {
  row: ConnectionRow
  plugin: ProviderPlugin
  problem: AppError
}

/** A tenant that was looked at, or could not be. */
export type Looked = { tenantId: string } & ({ check: TenantCheck } | { problem: ProblemFacts })

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
      // A simulated provider does nothing in real tenants, nor a real one in simulated tenants.
      return rows.filter(
        ({ id, providerId, simulated }) =>
          id !== connection.id && !off.has(providerId) && simulated === connection.simulated,
      )
    })
    const own = { row: connection, opened: await this.clients.of(connection, SYSTEM, 'to verify its tenants') }
    const mailboxes: OpenedConnections['mailboxes'] = hasMailboxes(own.opened.plugin, connection) ? [own] : []
    for (const row of others) {
      const plugin = this.registry.find(row.providerId)
      // Only a provider that serves no tenants of its own acts in those of another connection.
      if (!plugin || plugin.capabilities?.tenants || !hasMailboxes(plugin, row)) continue
      mailboxes.push(
        await this.clients.of(row, SYSTEM, 'to verify tenants').then(
          (opened) => ({ row, opened }),
          (error: unknown) => ({ row, plugin, problem: this.asError(error, plugin) }),
        ),
      )
    }
    return { own, mailboxes }
  }

  /**
   * Keeps the connections from being deleted until the transaction ends, and says which of them there still are. It comes
   * before tenants are locked: a deletion takes a connection first and then its tenants.
   */
  async hold(tx: EntityManager, { own, mailboxes }: OpenedConnections): Promise<Set<string>> {
    const ids = [own, ...mailboxes].map(({ row }) => row.id)
    const rows = await tx.query<{ id: string }[]>(
      'select id from connections where id = any($1) order by id for key share',
      [ids],
    )
    return new Set(rows.map(({ id }) => id))
  }

  /** Writes the calls made so far to the integration logs: one writer for many tenants, since they share rows. */
  async writeCalls(tx: EntityManager, connections: OpenedConnections): Promise<void> {
    const { own, mailboxes } = connections
    const existing = await this.hold(tx, connections)
    const open = mailboxes.filter((connection) => 'opened' in connection)
    for (const { row, opened } of new Set([own, ...open])) {
      if (!existing.has(row.id)) continue
      await opened.calls.flush(tx, {
        organizationId: row.organizationId,
        connectionId: row.id,
        granted: row.granted,
        lattice: opened.plugin.lattice,
      })
    }
  }

  /** Looks at one tenant; keeps nothing. */
  private async look(row: TenantBrief, { own, mailboxes }: OpenedConnections): Promise<TenantCheck> {
    const tenant = refOf(row)
    const { plugin, setup } = own.opened
    // One client for the sign-in and what follows it, so that what the one got serves the other.
    const client = inTenant(own.opened, tenant)
    const clientOf = (opened: OpenClient) => (opened === own.opened ? client : inTenant(opened, tenant))
    const provider = (connection: OpenConnection | ClosedConnection): MailboxProvider => ({
      plugin: 'opened' in connection ? connection.opened.plugin : connection.plugin,
      connectionId: connection.row.id,
      own: connection === own,
      client: 'opened' in connection ? clientOf(connection.opened) : connection.problem,
    })
    const wanted = activeSets(plugin.permissionSets, setup.kind, setup.sets).flatMap(({ permissions }) =>
      permissions.map(({ name }) => name),
    )
    return checkTenant(
      tenant,
      { plugin, client, wanted },
      row.mailboxesWanted && mailboxes.length > 0 ? mailboxes.map(provider) : 'notWanted',
      (error, from) => this.asError(error, from),
    )
  }

  /** Looks at one tenant, or says what kept it from looking: one tenant's failure is its own. */
  async tryToLook(row: TenantBrief, opened: OpenedConnections): Promise<Looked> {
    try {
      const from = Date.now()
      const { result, calls } = await gatherCalls(() => this.look(row, opened))
      return { tenantId: row.id, check: { ...result, calls, durationMs: Date.now() - from } }
    } catch (error) {
      return { tenantId: row.id, problem: problemFacts(this.asError(error, opened.own.opened.plugin)) }
    }
  }

  private asError(error: unknown, plugin: ProviderPlugin): AppError {
    if (error instanceof AppError) return error
    this.logger.error(error, `${plugin.name} failed in a way it does not explain`)
    return pluginFault({ plugin: plugin.name })
  }
}

/** The client of a connection, working in one tenant. */
export function inTenant({ plugin, client }: Pick<OpenClient, 'plugin' | 'client'>, tenant: TenantRef): PluginClient {
  return plugin.inTenant ? plugin.inTenant(client, tenant) : client
}

function hasMailboxes({ capabilities, permissionSets }: ProviderPlugin, { kind, sets }: ConnectionRow): boolean {
  const mailboxes = capabilities?.mailboxes
  if (!mailboxes?.kinds.includes(kind)) return false
  return mailboxes.set === undefined || activeSets(permissionSets, kind, sets).some(({ id }) => id === mailboxes.set)
}
