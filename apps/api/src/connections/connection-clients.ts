import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common'
import { createHost, type ConnectionSetup, type PluginClient, type ProviderPlugin } from '@tenantry/core'
import { CONFIG, type Config } from '../config/config.js'
import type { Actor } from '../http/authentication.js'
import { ProviderRegistry } from '../providers/provider-registry.js'
import { providerMissing } from '../providers/providers.errors.js'
import { Simulator } from '../simulator/simulator.js'
import { CallLog } from './call-log.js'
import type { ConnectionRow } from './connection.entity.js'
import { ConnectionSecrets } from './connection-secrets.js'

/** A plugin's client with what belongs to it. */
export interface OpenClient {
  plugin: ProviderPlugin
  client: PluginClient
  calls: CallLog
  setup: ConnectionSetup
  close: () => void
}

/**
 * The open clients of this process: one for each connection, with a token cache of its own, held in memory alone. A change
 * of settings or credentials, disabling and disconnecting close it; work under way is called off.
 */
@Injectable()
export class ConnectionClients implements OnApplicationShutdown {
  private readonly logger = new Logger('Connections')
  private readonly open = new Map<string, OpenClient & { version: number }>()

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly registry: ProviderRegistry,
    private readonly simulator: Simulator,
    private readonly secrets: ConnectionSecrets,
  ) {}

  /** The client of a stored connection; opens its secrets when there is none yet for this version of it. */
  async of(row: ConnectionRow, actor: Pick<Actor, 'kind' | 'id' | 'name'>, purpose: string): Promise<OpenClient> {
    const current = this.open.get(row.id)
    if (current?.version === row.version) return current
    this.close(row.id)
    const plugin = this.plugin(row.providerId)
    const secrets = await this.secrets.open(row, plugin, actor, purpose)
    const opened = await this.connect(plugin, setupOf(row, secrets), row.simulated, row.name)
    this.open.set(row.id, { ...opened, version: row.version })
    return opened
  }

  /** Works with the secret before the current one, on a client of its own. */
  async withPrevious<T>(
    row: ConnectionRow,
    actor: Pick<Actor, 'kind' | 'id' | 'name'>,
    work: (opened: OpenClient) => Promise<T>,
  ): Promise<T> {
    const plugin = this.plugin(row.providerId)
    const secrets = await this.secrets.open(row, plugin, actor, 'check the old secret', 'previous')
    const opened = await this.connect(plugin, setupOf(row, secrets), row.simulated, row.name)
    try {
      return await work(opened)
    } finally {
      opened.close()
    }
  }

  /** A client for settings that are not stored; the caller closes it. */
  async connect(plugin: ProviderPlugin, setup: ConnectionSetup, simulated: boolean, name: string): Promise<OpenClient> {
    const abort = new AbortController()
    const calls = new CallLog()
    const address = simulated ? (await this.simulator.start()).url : undefined
    const host = createHost({
      plugin,
      setup,
      ...(address !== undefined && { simulator: address }),
      deadlineSeconds: this.config.callDeadlineSeconds,
      signal: abort.signal,
      clock: { now: () => new Date() },
      log: (level, message, fields) =>
        this.logger[level === 'info' ? 'log' : level]({ connection: name, ...fields }, message),
      onCall: calls.add,
      workloadToken: (tokenName) => this.workloadToken(tokenName),
    })
    return { plugin, client: plugin.connect(setup, host), calls, setup, close: () => abort.abort() }
  }

  /** Calls off what is under way for a connection and forgets its client and tokens. */
  close(connectionId: string): void {
    this.open.get(connectionId)?.close()
    this.open.delete(connectionId)
  }

  onApplicationShutdown(): void {
    for (const id of this.open.keys()) this.close(id)
  }

  private plugin(providerId: string): ProviderPlugin {
    const plugin = this.registry.find(providerId)
    if (!plugin) throw providerMissing({ provider: providerId })
    return plugin
  }

  /** Only names directly inside the operator's folder are read; plugins check the form of a name, and so do we. */
  private async workloadToken(tokenName: string): Promise<string> {
    const folder = this.config.federatedTokensDir
    if (folder === undefined) throw new Error('FEDERATED_TOKENS_DIR is not set')
    if (!/^[\w-][\w.-]*$/.test(tokenName)) throw new Error('not a token name')
    return (await readFile(join(folder, tokenName), 'utf8')).trim()
  }
}

function setupOf(row: ConnectionRow, secrets: Record<string, string>): ConnectionSetup {
  return {
    kind: row.kind,
    config: row.config,
    credential: { kind: row.credential.kind, values: { ...row.credential.values, ...secrets } },
    sets: row.sets,
  }
}
