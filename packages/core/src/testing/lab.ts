import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { ClientRequest } from 'node:http'
import { expect } from 'vitest'
import { AppError } from '../errors.js'
import { activeSets } from '../permissions.js'
import type { ConnectionSetup, ProviderPlugin } from '../plugin.js'
import { sharedErrors } from '../shared-errors.js'
import type { ProviderBench } from './bench.js'
import { Connection } from './connection.js'
import { leaks } from './leaks.js'
import { PASSED_ON, TroubledNetwork } from './troubled-network.js'

/** Where a provider is put to the test: its bench, a network that can have trouble, and ears everywhere. */
export class Lab {
  readonly #connections: Connection[] = []
  readonly #strays: string[] = []
  readonly #ownOrigins: ReadonlySet<string>
  #usual: number | undefined

  private constructor(
    readonly plugin: ProviderPlugin,
    readonly bench: ProviderBench,
    readonly network: TroubledNetwork,
    fake: string,
  ) {
    this.#ownOrigins = new Set([network.address, new URL(fake).origin])
    subscribe('undici:request:create', this.#hearFetch)
    subscribe('http.client.request.start', this.#hearRequest)
  }

  static async open(plugin: ProviderPlugin, bench: ProviderBench): Promise<Lab> {
    const fake = await bench.start()
    return new Lab(plugin, bench, await TroubledNetwork.open(fake), fake)
  }

  async close(): Promise<void> {
    unsubscribe('undici:request:create', this.#hearFetch)
    unsubscribe('http.client.request.start', this.#hearRequest)
    await this.network.close()
    await this.bench.stop()
  }

  /** As if nothing had happened. */
  async reset(): Promise<void> {
    for (const connection of this.#connections.splice(0)) connection.cancel()
    this.#strays.length = 0
    this.network.reset()
    await this.bench.reset()
  }

  /** Connects through the troubled network. The default deadline is one that no test waits for. */
  connect(setup: ConnectionSetup = this.bench.setup(), deadlineSeconds = 60): Connection {
    const connection = new Connection(this.plugin, this.bench, setup, {
      address: this.network.address,
      deadlineSeconds,
    })
    this.#connections.push(connection)
    return connection
  }

  /** A connection outside the laws that `verify` checks, for trying what a plugin must not. */
  connectAside(): Connection {
    const connection = this.connect()
    this.#connections.splice(this.#connections.indexOf(connection), 1)
    return connection
  }

  /** Permissions that `setup()` needs, each once. */
  needed(): string[] {
    const { kind, sets } = this.bench.setup()
    const names = activeSets(this.plugin.permissionSets, kind, sets).flatMap(({ permissions }) => permissions)
    return [...new Set(names.map(({ name }) => name))]
  }

  /** How many exchanges a check takes when nothing is wrong. */
  async usualExchanges(): Promise<number> {
    if (this.#usual === undefined) {
      const before = this.network.exchanges.length
      await this.connect().check()
      this.#usual = this.network.exchanges.length - before
    }
    return this.#usual
  }

  /** What holds whatever happens: errors explain themselves, no secret shows, the host was the only door. */
  verify(): void {
    const known = new Set([...sharedErrors, ...this.plugin.errors].map(({ kind }) => kind.code))
    for (const { thrown, faults, records } of this.#connections) {
      expect(faults, 'a plugin throws nothing but errors made by defineError').toEqual([])
      for (const error of thrown) {
        if (!(error instanceof AppError)) continue
        expect([...known], 'a thrown error is shared or declared by the plugin').toContain(error.code)
        expect(error.why, `why of ${error.code}`).toMatch(/\S.*\.$/s)
        expect(error.fix, `fix of ${error.code}`).toMatch(/\S.*\.$/s)
        expect(`${error.why} ${error.fix}`, `sentences of ${error.code}`).not.toMatch(/undefined|\[object|NaN/)
      }
      expect(
        records.filter(({ problem }) => problem?.code === 'call_forbidden'),
        'a plugin tries no call that its host refuses',
      ).toEqual([])
      expect(
        records.filter(({ purpose }) => purpose === 'Call'),
        'each call says its purpose',
      ).toEqual([])
    }
    expect(this.#strays, 'nothing leaves but through the host').toEqual([])
    const tokens = this.network.exchanges.flatMap(({ authorization }) => authorization?.split(' ').slice(1) ?? [])
    const seen = this.#connections.map(({ records, logs, tests, thrown, faults }) => ({
      records,
      logs,
      tests,
      thrown,
      faults,
    }))
    expect(leaks([...this.bench.secrets(), ...tokens], seen), 'no secret shows').toEqual([])
  }

  readonly #hearFetch = (message: unknown) => {
    const { origin } = (message as { request: { origin: string | URL } }).request
    this.#hear(String(origin))
  }

  readonly #hearRequest = (message: unknown) => {
    const { request } = message as { request: ClientRequest }
    if (!request.hasHeader(PASSED_ON)) this.#hear(`${request.protocol}//${String(request.getHeader('host'))}`)
  }

  #hear(address: string): void {
    const origin = URL.canParse(address) ? new URL(address).origin : address
    if (!this.#ownOrigins.has(origin)) this.#strays.push(origin)
  }
}
