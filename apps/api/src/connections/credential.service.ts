import { Injectable } from '@nestjs/common'
import { secretFields, type ConnectionSetup, type ProviderPlugin } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import type { z } from 'zod'
import { Audit } from '../audit/audit.js'
import { Database } from '../database/database.js'
import { Events } from '../events/events.js'
import type { Actor } from '../http/authentication.js'
import { ProviderRegistry } from '../providers/provider-registry.js'
import { providerMissing } from '../providers/providers.errors.js'
import { ConnectionChecks } from './connection-checks.js'
import { ConnectionClients } from './connection-clients.js'
import { changeRow, connectionRow } from './connection-rows.js'
import { ConnectionSecrets } from './connection-secrets.js'
import { connectionKind, parseSetup, splitSecrets } from './connection-setup.js'
import { viewOf } from './connection-view.js'
import type { ConnectionRow } from './connection.entity.js'
import type { CredentialUpdated, UpdateCredential } from './connections.dto.js'
import { changedMeanwhile, credentialNeeded } from './connections.errors.js'
import { credentialFacts, ConnectionsService } from './connections.service.js'
import { refusedTest } from './refused-test.js'
import { Rotations } from './rotations.js'

/** Replacing credentials: the old one stays in force until the new one has passed its test. */
@Injectable()
export class CredentialService {
  constructor(
    private readonly database: Database,
    private readonly registry: ProviderRegistry,
    private readonly clients: ConnectionClients,
    private readonly secrets: ConnectionSecrets,
    private readonly connections: ConnectionsService,
    private readonly checks: ConnectionChecks,
    private readonly rotations: Rotations,
    private readonly audit: Audit,
    private readonly events: Events,
  ) {}

  async update(
    organizationId: string,
    actor: Actor,
    id: string,
    input: UpdateCredential,
  ): Promise<z.output<typeof CredentialUpdated>> {
    const row = await this.connections.inUse(organizationId, id)
    const plugin = this.registry.find(row.providerId)
    if (!plugin) throw providerMissing({ provider: row.providerId })

    const setup = await this.merged(row, plugin, actor, input)
    const { test, calls } = await this.connections.tested(plugin, setup, row.simulated)
    if (test.checks.authentication.problem) {
      await this.recordRefusal(row, actor, test.checks.authentication.problem.title)
      throw refusedTest(test.checks.authentication.problem)
    }
    const updated = await this.database.inOrganization(organizationId, async (tx) => {
      const current = await connectionRow(tx, id, { lock: true })
      if (current.version !== row.version) throw changedMeanwhile({})
      await this.replace(tx, current, plugin, actor, setup, input)
      await this.checks.store(tx, current, test, 'credential', actor, calls)
      return connectionRow(tx, id)
    })
    this.clients.close(id)
    this.events.publish(organizationId, 'connection.changed', { id, version: updated.version })
    return { connection: viewOf(updated, plugin), test }
  }

  /** What was entered, completed with what is stored: left-out settings, and secrets where none was entered. */
  private async merged(
    row: ConnectionRow,
    plugin: ProviderPlugin,
    actor: Actor,
    input: UpdateCredential,
  ): Promise<ConnectionSetup> {
    const config = { ...row.config, ...input.config }
    const names = secretNames(plugin, input.credential.kind)
    const given = Object.fromEntries(
      Object.entries(input.credential.values).filter(([name, value]) => !(names.has(name) && value === '')),
    )
    const kept = [...names].filter((name) => !(name in given))
    const values = { ...given }
    if (kept.length > 0 && input.credential.kind === row.credential.kind) {
      const moved = connectionKind(plugin, row.kind).binds.filter((name) => config[name] !== row.config[name])
      if (moved.length > 0) throw credentialNeeded({ fields: moved })
      const stored = await this.secrets.open(row, plugin, actor, 'to complete an update')
      for (const name of kept) values[name] = stored[name]
    }
    return parseSetup(plugin, {
      kind: row.kind,
      config,
      sets: row.sets,
      credential: { kind: input.credential.kind, values },
    })
  }

  private async replace(
    tx: EntityManager,
    row: ConnectionRow,
    plugin: ProviderPlugin,
    actor: Actor,
    setup: ConnectionSetup,
    input: UpdateCredential,
  ): Promise<void> {
    const { secrets, open } = splitSecrets(plugin, setup.credential)
    const names = secretNames(plugin, setup.credential.kind)
    const renewed =
      Object.entries(input.credential.values).some(([name, value]) => names.has(name) && value !== '') ||
      setup.credential.kind !== row.credential.kind
    const facts = credentialFacts(setup, secrets, open, new Date())
    const credential = renewed
      ? facts
      : {
          ...row.credential,
          values: open,
          ...(facts.expiresAt && { expiresAt: facts.expiresAt, expirySource: facts.expirySource, announcedDays: null }),
        }
    const before = { config: row.config, credential: row.credential }
    Object.assign(row, { config: { ...setup.config }, credential, version: row.version + 1 })
    await changeRow(tx, { id: row.id }, { config: row.config, credential, version: row.version })

    const sameApp = connectionKind(plugin, row.kind).binds.every((name) => row.config[name] === before.config[name])
    if (renewed && sameApp && before.credential.hasSecret) {
      await this.secrets.keepAsPrevious(tx, row.id)
      await this.rotations.replaced(tx, row, before.credential.hint, credential.hint)
    } else if (renewed || !sameApp) {
      await this.secrets.forget(tx, row.id)
      await this.rotations.drop(tx, row.id)
    }
    if (renewed || !sameApp) await this.secrets.seal(tx, row, plugin, secrets)
    await this.audit.record(tx, {
      actor,
      action: renewed ? 'connection.credentialReplaced' : 'connection.credentialUpdated',
      subject: { kind: 'connection', id: row.id, name: row.name },
      connectionId: row.id,
      summary: renewed
        ? `${actor.name} replaced the credential of “${row.name}” after it had passed its test.`
        : `${actor.name} changed the connection settings of “${row.name}” and kept the credential.`,
      details: {
        config: { before: before.config, after: row.config },
        credential: {
          before: { kind: before.credential.kind, hint: before.credential.hint },
          after: { kind: credential.kind, hint: credential.hint },
        },
      },
    })
  }

  private recordRefusal(row: ConnectionRow, actor: Actor, title: string): Promise<void> {
    return this.database.inOrganization(row.organizationId, (tx) =>
      this.audit.record(tx, {
        actor,
        action: 'connection.credentialRefused',
        subject: { kind: 'connection', id: row.id, name: row.name },
        connectionId: row.id,
        result: 'failure',
        summary: `${actor.name} tried a new credential for “${row.name}”. ${title}. The old one is kept.`,
      }),
    )
  }
}

function secretNames(plugin: ProviderPlugin, kindId: string): Set<string> {
  const kind = plugin.credentialKinds.find(({ id }) => id === kindId)
  return new Set(kind ? secretFields(kind.schema) : [])
}
