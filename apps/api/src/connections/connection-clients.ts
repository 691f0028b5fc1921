import { setMaxListeners } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common'
import {
  AppError,
  createHost,
  pluginFault,
  type ConnectionSetup,
  type PluginClient,
  type ProviderPlugin,
} from '@tenantry/core'
import { CONFIG, type Config } from '../config/config.js'
import { Events } from '../events/events.js'
import type { Actor } from '../http/authentication.js'
import { nameServers } from '../outgoing/name-servers.js'
import { publicOnly } from '../outgoing/public-only.js'
import { ProviderRegistry } from '../providers/provider-registry.js'
import { providerMissing } from '../providers/providers.errors.js'
import { type RunningSimulator, Simulator } from '../simulator/simulator.js'
import { CallLog } from './call-log.js'
import type { ConnectionRow } from './connection.entity.js'
import { ConnectionSecrets } from './connection-secrets.js'
import { changedMeanwhile } from './connections.errors.js'
import { sendThrough } from './send-through.js'

/** A plugin's client with what belongs to it. */
export interface OpenClient {
  plugin: ProviderPlugin
  client: PluginClient
  calls: CallLog
  setup: ConnectionSetup
  /** Fires when the client is closed: what comes out of it from then on says nothing about the connection. */
  signal: AbortSignal
  close: () => void
}

/** A client in use, or on its way. */
interface Entry {
  version: number
  /** The simulated cloud that it was opened in. */
  simulator: RunningSimulator | undefined
  abort: AbortController
  opened: Promise<OpenClient>
}

/**
 * The open clients of this process: one for each connection, with a token cache of its own, held in memory alone. A change
 * of settings or credentials, disabling and disconnecting close it, in whichever process they happen; work under way is
 * called off.
 */
@Injectable()
export class ConnectionClients implements OnApplicationShutdown {
  private readonly logger = new Logger('Connections')
  private readonly open = new Map<string, Entry>()
  private following: Promise<unknown> | undefined
  private readonly toSimulator = sendThrough()
  private readonly toProviders = sendThrough(publicOnly())

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly registry: ProviderRegistry,
    private readonly simulator: Simulator,
    private readonly secrets: ConnectionSecrets,
    private readonly events: Events,
  ) {}

  /**
   * The client of a stored connection; opens its secrets when there is none yet for this version of it. Throws
   * `changed_meanwhile` when the connection has a newer version or is gone.
   */
  async of(row: ConnectionRow, actor: Pick<Actor, 'kind' | 'id' | 'name'>, purpose: string): Promise<OpenClient> {
    const simulator = await this.simulatorFor(row)
    const current = this.open.get(row.id)
    if (current && current.version > row.version) throw changedMeanwhile({})
    if (current?.version === row.version && current.simulator?.url === simulator?.url) return current.opened
    this.close(row.id)
    this.following ??= this.follow()
    const abort = new AbortController()
    const opened = this.openStored(row, actor, purpose, simulator, abort)
    const entry = { version: row.version, simulator, abort, opened }
    this.open.set(row.id, entry)
    opened.catch(() => {
      if (this.open.get(row.id) === entry) this.open.delete(row.id)
    })
    return opened
  }

  /** Works with the secret before the current one, on a client of its own. */
  async withPrevious<T>(
    row: ConnectionRow,
    actor: Pick<Actor, 'kind' | 'id' | 'name'>,
    work: (opened: OpenClient) => Promise<T>,
  ): Promise<T> {
    const plugin = this.plugin(row.providerId)
    const secrets = await this.secrets.open(row, plugin, actor, 'to see whether the old secret still works', 'previous')
    const opened = await this.connect(plugin, setupOf(row, secrets), row.simulated, row.name)
    try {
      return await work(opened)
    } finally {
      opened.close()
    }
  }

  /** A client for settings that are not stored; the caller closes it. */
  async connect(plugin: ProviderPlugin, setup: ConnectionSetup, simulated: boolean, name: string): Promise<OpenClient> {
    return this.make(plugin, setup, name, await this.simulatorFor({ simulated }), new AbortController())
  }

  /** Calls off what is under way for a connection and forgets its client and tokens. */
  close(connectionId: string): void {
    this.open.get(connectionId)?.abort.abort()
    this.open.delete(connectionId)
  }

  onApplicationShutdown(): void {
    for (const id of this.open.keys()) this.close(id)
  }

  private async openStored(
    row: ConnectionRow,
    actor: Pick<Actor, 'kind' | 'id' | 'name'>,
    purpose: string,
    simulator: RunningSimulator | undefined,
    abort: AbortController,
  ): Promise<OpenClient> {
    const plugin = this.plugin(row.providerId)
    const secrets = await this.secrets.open(row, plugin, actor, purpose)
    return this.make(plugin, setupOf(row, secrets), row.name, simulator, abort)
  }

  private make(
    plugin: ProviderPlugin,
    setup: ConnectionSetup,
    name: string,
    simulator: RunningSimulator | undefined,
    abort: AbortController,
  ): OpenClient {
    const calls = new CallLog()
    // Every call that waits its turn listens for the end, and there may be many.
    setMaxListeners(0, abort.signal)
    try {
      const host = createHost({
        plugin,
        setup,
        ...(simulator && { simulator: simulator.url }),
        send: simulator ? this.toSimulator : this.toProviders,
        resolve: nameServers(simulator ? [simulator.dns] : this.config.dnsServers),
        deadlineSeconds: this.config.callDeadlineSeconds,
        signal: abort.signal,
        clock: { now: () => new Date() },
        log: (level, message, fields) =>
          this.logger[level === 'info' ? 'log' : level]({ connection: name, ...fields }, message),
        onCall: calls.add,
        workloadToken: (tokenName) => this.workloadToken(tokenName),
      })
      const client = plugin.connect(setup, host)
      return { plugin, client, calls, setup, signal: abort.signal, close: () => abort.abort() }
    } catch (error) {
      if (error instanceof AppError) throw error
      this.logger.error(error, `${plugin.name} failed to make a client`)
      throw pluginFault({ plugin: plugin.name }, { cause: error })
    }
  }

  private async simulatorFor({ simulated }: Pick<ConnectionRow, 'simulated'>): Promise<RunningSimulator | undefined> {
    return simulated ? this.simulator.start() : undefined
  }

  /** Other processes change connections too. */
  private follow(): Promise<unknown> {
    return this.events.subscribe((event) => {
      if (event === 'missed') return
      const { id, version } = event.data
      const isOutdated = typeof version === 'number' && version > (this.open.get(id)?.version ?? version)
      if (event.type === 'connection.removed' || isOutdated) this.close(id)
    })
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
