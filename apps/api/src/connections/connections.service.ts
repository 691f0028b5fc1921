import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { type ConnectionSetup, type ConnectionTest, type ProviderPlugin } from '@tenantry/core'
import { type EntityManager, type QueryDeepPartialEntity, QueryFailedError } from 'typeorm'
import { z } from 'zod'
import { Audit } from '../audit/audit.js'
import { Database } from '../database/database.js'
import { Events } from '../events/events.js'
import type { Actor } from '../http/authentication.js'
import { decodeCursor, toPage } from '../http/pages.js'
import { Notices } from '../notifications/notices.js'
import { ProviderRegistry } from '../providers/provider-registry.js'
import { ProviderSwitches } from '../providers/provider-switches.js'
import type { CallLog } from './call-log.js'
import { ConnectionChecks } from './connection-checks.js'
import { ConnectionClients } from './connection-clients.js'
import { connectionRow } from './connection-rows.js'
import { ConnectionFollowers } from './connection-followers.js'
import { ConnectionSecrets } from './connection-secrets.js'
import { hintOf, parseSetup, splitSecrets } from './connection-setup.js'
import { viewOf } from './connection-view.js'
import { ConnectionRow, type CredentialFacts } from './connection.entity.js'
import type { Connection, ConnectionPage, CreateConnection, TestRequest, UpdateConnection } from './connections.dto.js'
import { connectionDisabled, nameTaken } from './connections.errors.js'
import { refusedTest } from './refused-test.js'

/** Connecting, changing and disconnecting. */
@Injectable()
export class ConnectionsService {
  constructor(
    private readonly database: Database,
    private readonly registry: ProviderRegistry,
    private readonly switches: ProviderSwitches,
    private readonly clients: ConnectionClients,
    private readonly secrets: ConnectionSecrets,
    private readonly checks: ConnectionChecks,
    private readonly followers: ConnectionFollowers,
    private readonly audit: Audit,
    private readonly notices: Notices,
    private readonly events: Events,
  ) {}

  /** Tests settings without keeping anything of them. */
  async tryOut(organizationId: string, input: TestRequest): Promise<ConnectionTest> {
    const plugin = await this.usable(organizationId, input.providerId)
    const { test } = await this.tested(plugin, parseSetup(plugin, input), input.simulated)
    return test
  }

  /** Tests settings and, when the credential is accepted, stores them and starts using them: all or nothing. */
  async create(organizationId: string, actor: Actor, input: CreateConnection): Promise<Connection> {
    const plugin = await this.usable(organizationId, input.providerId)
    const setup = parseSetup(plugin, input)
    await this.database.inOrganization(organizationId, (tx) => requireFreeName(tx, input.name))
    const { test, calls } = await this.tested(plugin, setup, input.simulated)
    if (test.checks.authentication.problem) throw refusedTest(test.checks.authentication.problem)

    const row = await this.database.inOrganization(organizationId, async (tx) => {
      const stored = await this.insert(tx, organizationId, plugin, setup, input)
      await this.checks.store(tx, stored, test, 'create', actor, calls)
      await this.audit.record(tx, {
        actor,
        action: 'connection.created',
        subject: { kind: 'connection', id: stored.id, name: stored.name },
        connectionId: stored.id,
        summary: `${actor.name} connected “${stored.name}” through ${plugin.name}.`,
        details: {
          provider: plugin.id,
          kind: stored.kind,
          config: stored.config,
          sets: stored.sets,
          simulated: stored.simulated,
          credential: { kind: stored.credential.kind, hint: stored.credential.hint },
        },
      })
      return connectionRow(tx, stored.id)
    })
    this.events.publish(organizationId, 'connection.changed', { id: row.id })
    return viewOf(row, plugin)
  }

  list(
    organizationId: string,
    { limit, cursor }: { limit: number; cursor?: string | undefined },
  ): Promise<z.output<typeof ConnectionPage>> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const after = cursor === undefined ? undefined : decodeCursor(cursor, z.tuple([z.string()]))
      const query = tx
        .createQueryBuilder(ConnectionRow, 'connection')
        .orderBy('connection.name')
        .take(limit + 1)
      if (after) query.where('connection.name > :after', { after: after[0] })
      const { items, nextCursor } = toPage(await query.getMany(), limit, ({ name }) => [name])
      return { items: items.map((row) => viewOf(row, this.registry.find(row.providerId))), nextCursor }
    })
  }

  get(organizationId: string, id: string): Promise<Connection> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const row = await connectionRow(tx, id)
      return viewOf(row, this.registry.find(row.providerId))
    })
  }

  /** Changes the name or the features. Where data goes is changed together with the credential. */
  async update(organizationId: string, actor: Actor, id: string, changes: UpdateConnection): Promise<Connection> {
    const row = await this.database.inOrganization(organizationId, async (tx) => {
      const current = await connectionRow(tx, id, { lock: true })
      if (changes.name !== undefined && changes.name !== current.name) await requireFreeName(tx, changes.name)
      await tx.update(
        ConnectionRow,
        { id },
        {
          ...(changes.name !== undefined && { name: changes.name }),
          ...(changes.sets !== undefined && { sets: changes.sets, nextCheckAt: new Date() }),
          version: current.version + 1,
        },
      )
      if (changes.sets !== undefined) await this.followers.featuresChanged(tx, current)
      await this.audit.record(tx, {
        actor,
        action: 'connection.updated',
        subject: { kind: 'connection', id, name: changes.name ?? current.name },
        connectionId: id,
        summary: `${actor.name} changed the settings of “${current.name}”.`,
        details: { before: { name: current.name, sets: current.sets }, after: changes },
      })
      return connectionRow(tx, id)
    })
    this.clients.close(id)
    this.events.publish(organizationId, 'connection.changed', { id, version: row.version })
    return viewOf(row, this.registry.find(row.providerId))
  }

  async setEnabled(organizationId: string, actor: Actor, id: string, enabled: boolean): Promise<Connection> {
    const row = await this.database.inOrganization(organizationId, async (tx) => {
      const current = await connectionRow(tx, id, { lock: true })
      if (current.enabled === enabled) return current
      await tx.update(
        ConnectionRow,
        { id },
        { enabled, version: current.version + 1, nextCheckAt: enabled ? new Date() : null },
      )
      if (!enabled) {
        await this.followers.left(tx, current, actor)
        await this.notices.resolveConnection(tx, id)
      }
      await this.audit.record(tx, {
        actor,
        action: enabled ? 'connection.enabled' : 'connection.disabled',
        subject: { kind: 'connection', id, name: current.name },
        connectionId: id,
        summary: `${actor.name} ${enabled ? 'enabled' : 'disabled'} “${current.name}”.`,
      })
      return connectionRow(tx, id)
    })
    this.clients.close(id)
    this.events.publish(organizationId, 'connection.changed', { id, version: row.version })
    return viewOf(row, this.registry.find(row.providerId))
  }

  /** Deletes the connection with its sealed secrets and all that was read; tokens in memory go with its client. */
  async disconnect(organizationId: string, actor: Actor, id: string): Promise<void> {
    await this.database.inOrganization(organizationId, async (tx) => {
      const row = await connectionRow(tx, id, { lock: true })
      await this.followers.left(tx, row, actor)
      await tx.delete(ConnectionRow, { id })
      await this.notices.resolveConnection(tx, id)
      await this.audit.record(tx, {
        actor,
        action: 'connection.disconnected',
        subject: { kind: 'connection', id, name: row.name },
        connectionId: id,
        summary: `${actor.name} disconnected “${row.name}” and deleted its credential.`,
        details: { provider: row.providerId, kind: row.kind, config: row.config },
      })
    })
    this.clients.close(id)
    this.events.publish(organizationId, 'connection.removed', { id })
  }

  /** Tests a stored connection now. */
  async test(organizationId: string, actor: Actor, id: string): Promise<ConnectionTest> {
    return this.checks.check(await this.inUse(organizationId, id), 'manual', actor)
  }

  /** The row of a connection that may be used. Throws `not_found`, `connection_disabled` or `provider_disabled`. */
  inUse(organizationId: string, id: string): Promise<ConnectionRow> {
    return this.database.inOrganization(organizationId, async (tx) => {
      const row = await connectionRow(tx, id)
      const plugin = this.registry.find(row.providerId)
      if (plugin) await this.switches.require(tx, plugin)
      if (!row.enabled) throw connectionDisabled({ name: row.name })
      return row
    })
  }

  private async usable(organizationId: string, providerId: string): Promise<ProviderPlugin> {
    const plugin = this.registry.get(providerId)
    await this.database.inOrganization(organizationId, (tx) => this.switches.require(tx, plugin))
    return plugin
  }

  /** Tests on a client that is closed afterwards. The calls are for the log of the connection, if it is stored. */
  async tested(
    plugin: ProviderPlugin,
    setup: ConnectionSetup,
    simulated: boolean,
  ): Promise<{ test: ConnectionTest; calls: CallLog }> {
    const opened = await this.clients.connect(plugin, setup, simulated, 'not saved')
    try {
      return { test: await this.checks.run(opened), calls: opened.calls }
    } finally {
      opened.close()
    }
  }

  private async insert(
    tx: EntityManager,
    organizationId: string,
    plugin: ProviderPlugin,
    setup: ConnectionSetup,
    { name, simulated }: CreateConnection,
  ): Promise<ConnectionRow> {
    const now = new Date()
    const { secrets, open } = splitSecrets(plugin, setup.credential)
    const row = tx.create(ConnectionRow, {
      id: randomUUID(),
      organizationId,
      providerId: plugin.id,
      kind: setup.kind,
      name,
      simulated,
      sets: [...setup.sets],
      config: { ...setup.config },
      credential: credentialFacts(setup, secrets, open, now),
      tenant: null,
      enabled: true,
      health: 'connected',
      healthSince: now,
      problem: null,
      notes: [],
      surplus: [],
      granted: [],
      checkedAt: null,
      nextCheckAt: null,
      lastSyncAt: null,
      version: 1,
      createdAt: now,
    })
    await tx.insert(ConnectionRow, row as QueryDeepPartialEntity<ConnectionRow>).catch((error: unknown) => {
      throw error instanceof QueryFailedError && isDuplicate(error) ? nameTaken({ name }) : error
    })
    await this.secrets.seal(tx, row, plugin, secrets)
    return row
  }
}

/** The open facts of a credential that was just accepted. */
export function credentialFacts(
  setup: ConnectionSetup,
  secrets: Record<string, string>,
  open: Record<string, unknown>,
  now: Date,
): CredentialFacts {
  const entered = typeof open['expiresAt'] === 'string' ? new Date(open['expiresAt']).toISOString() : null
  return {
    kind: setup.credential.kind,
    values: open,
    hasSecret: Object.keys(secrets).length > 0,
    hint: hintOf(secrets),
    setAt: now.toISOString(),
    expiresAt: entered,
    expirySource: entered === null ? null : 'entered',
    announcedDays: null,
  }
}

async function requireFreeName(tx: EntityManager, name: string): Promise<void> {
  if (await tx.existsBy(ConnectionRow, { name })) throw nameTaken({ name })
}

function isDuplicate(error: QueryFailedError): boolean {
  return (error.driverError as { code?: string }).code === '23505'
}
