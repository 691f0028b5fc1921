import { checkConnection, type ConnectionTest } from '../check-connection.js'
import { type CallRecord, createHost } from '../create-host.js'
import type { Host } from '../host.js'
import type { ConnectionSetup, PluginClient, ProviderPlugin } from '../plugin.js'
import type { ProviderBench } from './bench.js'

/** A connection under test, with everything it said, threw and sent. */
export class Connection {
  readonly records: CallRecord[] = []
  readonly logs: unknown[] = []
  readonly tests: ConnectionTest[] = []
  /** What the plugin threw. */
  readonly thrown: unknown[] = []
  /** Of it, what is not an `AppError`. */
  readonly faults: unknown[] = []
  /** How often the plugin asked its host to send something. */
  asked = 0
  readonly host: Host
  readonly client: PluginClient
  readonly #plugin: ProviderPlugin
  readonly #abort = new AbortController()

  constructor(
    plugin: ProviderPlugin,
    bench: ProviderBench,
    readonly setup: ConnectionSetup,
    options: { address: string; deadlineSeconds: number },
  ) {
    this.#plugin = this.#overheard(plugin)
    const host = createHost({
      plugin,
      setup,
      simulator: options.address,
      deadlineSeconds: options.deadlineSeconds,
      signal: this.#abort.signal,
      clock: { now: () => new Date() },
      log: (...line) => this.logs.push(line),
      onCall: (record) => this.records.push(record),
      workloadToken: (name) =>
        bench.workloadToken?.(name) ?? Promise.reject(new Error('The bench has no workload token.')),
      ...(bench.resolve && { resolve: bench.resolve.bind(bench) }),
    })
    this.host = {
      ...host,
      fetch: (...call) => {
        this.asked += 1
        return host.fetch(...call)
      },
    }
    this.client = plugin.connect(setup, this.host)
  }

  /** The three checks; `onSignedIn` runs after the first. */
  async check(onSignedIn?: () => void): Promise<ConnectionTest> {
    const { kind, sets } = this.setup
    const test = await checkConnection({
      plugin: this.#plugin,
      client: this.client,
      kind,
      sets,
      clock: { now: () => new Date() },
      onFault: (error) => this.faults.push(error),
      onProgress: (part, status) => {
        if (part === 'authentication' && status === 'passed') onSignedIn?.()
      },
    })
    this.tests.push(test)
    return test
  }

  cancel(): void {
    this.#abort.abort()
  }

  #overheard(plugin: ProviderPlugin): ProviderPlugin {
    const overhear =
      <T>(work: (client: PluginClient) => Promise<T>) =>
      async (client: PluginClient) => {
        try {
          return await work(client)
        } catch (error) {
          this.thrown.push(error)
          throw error
        }
      }
    return {
      ...plugin,
      authenticate: overhear(plugin.authenticate),
      probes: plugin.probes.map((probe) => ({ ...probe, run: overhear(probe.run) })),
      ...(plugin.describeTenant && { describeTenant: overhear(plugin.describeTenant) }),
      ...(plugin.credentialLife && { credentialLife: overhear(plugin.credentialLife) }),
    }
  }
}
