import { Inject, Injectable } from '@nestjs/common'
import type { ProviderPlugin } from '@tenantry/core'
import type { EntityManager } from 'typeorm'
import { Audit, SYSTEM } from '../audit/audit.js'
import { Database } from '../database/database.js'
import type { Actor } from '../http/authentication.js'
import { Redactor } from '../observability/redactor.js'
import { PLATFORM, type Platform } from '../platform.module.js'
import type { Binding, SealedSecret } from '../vault/sealed-secret.js'
import { Vault, type SecretUse } from '../vault/vault.js'
import { connectionKind } from './connection-setup.js'
import { ConnectionRow } from './connection.entity.js'
import { changedMeanwhile } from './connections.errors.js'

type Who = Pick<Actor, 'kind' | 'id' | 'name'>
type Slot = 'current' | 'previous'

/** The sealed secrets of connections. Each opening is in the audit log with who caused it and why. */
@Injectable()
export class ConnectionSecrets {
  constructor(
    @Inject(PLATFORM) private readonly platform: Platform,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly redactor: Redactor,
  ) {}

  /** Seals the secrets of a connection into its current slot. The reason for it is recorded by the caller. */
  async seal(
    tx: EntityManager,
    row: ConnectionRow,
    plugin: ProviderPlugin,
    secrets: Record<string, string>,
  ): Promise<void> {
    const sealed = await this.vault(row, SYSTEM).seal(tx, bindingOf(row, plugin), secrets, 'to store it')
    for (const secret of sealed) {
      await tx.query(
        `insert into connection_secrets (organization_id, connection_id, slot, field, version, sealed)
         values ($1, $2, 'current', $3, $4, $5)`,
        [row.organizationId, row.id, secret.field, secret.version, secret.sealed],
      )
    }
  }

  /** Opens the secrets of a connection for one purpose. Throws `changed_meanwhile` when it has another version or is gone. */
  open(
    row: ConnectionRow,
    plugin: ProviderPlugin,
    actor: Who,
    reason: string,
    slot: Slot = 'current',
  ): Promise<Record<string, string>> {
    return this.database.inOrganization(row.organizationId, async (tx) => {
      if (!(await tx.existsBy(ConnectionRow, { id: row.id, version: row.version }))) throw changedMeanwhile({})
      const sealed: SealedSecret[] = await tx.query(
        'select field, version, sealed from connection_secrets where connection_id = $1 and slot = $2',
        [row.id, slot],
      )
      return sealed.length === 0 ? {} : this.vault(row, actor).open(tx, bindingOf(row, plugin), sealed, reason)
    })
  }

  /** Puts the current secrets aside as the previous ones, until the provider no longer accepts them. */
  async keepAsPrevious(tx: EntityManager, connectionId: string): Promise<void> {
    await this.forgetPrevious(tx, connectionId)
    await tx.query(`update connection_secrets set slot = 'previous' where connection_id = $1`, [connectionId])
  }

  async forgetPrevious(tx: EntityManager, connectionId: string): Promise<void> {
    await tx.query(`delete from connection_secrets where connection_id = $1 and slot = 'previous'`, [connectionId])
  }

  async forget(tx: EntityManager, connectionId: string): Promise<void> {
    await tx.query('delete from connection_secrets where connection_id = $1', [connectionId])
  }

  private vault(row: ConnectionRow, actor: Who): Vault<EntityManager> {
    return new Vault(this.platform.masterKeys, {
      onPlaintext: (value) => this.redactor.register(value),
      onUse: async (tx, use) => {
        if (use.action === 'opened') await this.record(tx, row, actor, use)
      },
      onRefusal: (use) =>
        this.database.inOrganization(row.organizationId, (tx) => this.record(tx, row, actor, use, 'failure')),
    })
  }

  private record(
    tx: EntityManager,
    row: ConnectionRow,
    actor: Who,
    use: SecretUse,
    result: 'success' | 'failure' = 'success',
  ): Promise<void> {
    return this.audit.record(tx, {
      actor,
      action: 'connection.secretUsed',
      subject: { kind: 'connection', id: row.id, name: row.name },
      connectionId: row.id,
      result,
      summary:
        result === 'success'
          ? `${actor.name} used the credential of “${row.name}” ${use.reason}.`
          : `The credential of “${row.name}” did not open ${use.reason}.`,
      details: { fields: use.fields, reason: use.reason },
    })
  }
}

/** A secret goes only to the hosts, and for the settings, that it was entered for. */
function bindingOf(row: ConnectionRow, plugin: ProviderPlugin): Binding {
  const { binds } = connectionKind(plugin, row.kind)
  return {
    organizationId: row.organizationId,
    connectionId: row.id,
    provider: plugin.id,
    // The hosts follow from provider and settings; naming them too would close every secret when a release adds one.
    hosts: [],
    settings: {
      simulated: String(row.simulated),
      ...Object.fromEntries(binds.map((name) => [name, String(row.config[name])])),
    },
    purpose: 'sign-in',
  }
}
