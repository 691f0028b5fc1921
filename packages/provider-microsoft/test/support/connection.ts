import { Resolver } from 'node:dns/promises'
import {
  AppError,
  type CallRecord,
  checkConnection,
  type ConnectionSetup,
  type ConnectionTest,
  createHost,
  type DnsType,
  nameUnanswered,
  type Probe,
} from '@tenantry/core'
import type { Simulator } from '@tenantry/simulator'
import { expect } from 'vitest'
import type { MicrosoftConnection } from '../../src/connection.js'
import { microsoft } from '../../src/plugin.js'
import { probes } from '../../src/probes.js'

/** A request as it left the host. */
export interface Sent {
  url: string
  headers: Headers
  body: string
}

/** An answer in place of the simulated cloud's; undefined leaves it to the cloud. */
export type Answer = (url: string) => Response | undefined

/** A connection to the simulated cloud, with what it sent. */
export function open(
  simulator: Simulator,
  setup: ConnectionSetup,
  {
    workloadToken,
    answer,
    pageSize,
    deadlineSeconds = 2,
  }: {
    workloadToken?: () => Promise<string>
    answer?: Answer
    pageSize?: number
    deadlineSeconds?: number
  } = {},
) {
  const records: CallRecord[] = []
  const sent: Sent[] = []
  const host = createHost({
    plugin: microsoft,
    setup,
    simulator: simulator.url,
    send: (url, init) => {
      const body = typeof init?.body === 'string' ? init.body : ''
      sent.push({ url: new Request(url).url, headers: new Headers(init?.headers), body })
      const own = answer?.(new Request(url).url)
      if (own) return Promise.resolve(own)
      const headers = new Headers(init?.headers)
      if (pageSize !== undefined && headers.has('prefer')) headers.set('prefer', `odata.maxpagesize=${pageSize}`)
      return fetch(url, { ...init, headers })
    },
    deadlineSeconds,
    signal: new AbortController().signal,
    clock: { now: () => new Date() },
    log: () => undefined,
    onCall: (record) => records.push(record),
    workloadToken: workloadToken ?? (() => simulator.mintAssertion({ subject: 'workload:directory-integration' })),
    resolve: (name, type) => askNames(simulator, name, type),
  })
  const client = microsoft.connect(setup, host)
  const check = (): Promise<ConnectionTest> =>
    checkConnection({
      plugin: microsoft,
      client,
      kind: setup.kind,
      sets: setup.sets,
      clock: { now: () => new Date() },
      onFault: (error) => {
        throw error
      },
    })
  return { check, records, sent, microsoft: client as unknown as MicrosoftConnection }
}

/** Asks the simulated name server, as `Host.resolve` does. */
export async function askNames(simulator: Simulator, name: string, type: DnsType): Promise<string[]> {
  const resolver = new Resolver({ timeout: 500, tries: 1 })
  resolver.setServers([simulator.dns])
  try {
    if (type === 'TXT') return (await resolver.resolveTxt(name)).map((parts) => parts.join(''))
    if (type === 'CNAME') return await resolver.resolveCname(name)
    return (await resolver.resolveMx(name)).map(({ priority, exchange }) => `${priority} ${exchange || '.'}`)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (code === 'ENOTFOUND' || code === 'ENODATA') return []
    throw nameUnanswered({ name, reason: code.replace(/^E/, '') })
  }
}

/** The probe of a permission set. */
export function probeOf(set: string): Probe<MicrosoftConnection> {
  const probe = probes.find((candidate) => candidate.set === set)
  if (!probe) throw new Error(`There is no probe of ${set}`)
  return probe
}

/** What a failed promise failed with. */
export async function failure(work: Promise<unknown>): Promise<AppError> {
  const error: unknown = await work.then(
    () => expect.fail('It did not fail.'),
    (thrown: unknown) => thrown,
  )
  if (error instanceof AppError) return error
  throw error
}
