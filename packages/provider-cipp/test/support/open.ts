import {
  AppError,
  type CallRecord,
  checkConnection,
  type ConnectionSetup,
  type ConnectionTest,
  createHost,
  type TenantRef,
} from '@tenantry/core'
import type { Simulator } from '@tenantry/simulator'
import { expect } from 'vitest'
import { type CippConnection, inTenant } from '../../src/connection.js'
import { cipp } from '../../src/plugin.js'
import { setupOf } from './clients.js'

/** A request as it left the host. */
export interface Sent {
  url: string
  /** The function of CIPP that was called. */
  name: string
  body: Record<string, unknown>
}

/** What comes back in place of the simulated CIPP's answer; undefined leaves it to CIPP. */
export type Instead = (sent: Sent) => Response | Error | undefined

/** A connection to the simulated CIPP, with what it sent. */
export function open(
  simulator: Simulator,
  setup: ConnectionSetup = setupOf(simulator, 'editor'),
  instead: Instead = () => undefined,
) {
  const records: CallRecord[] = []
  const sent: Sent[] = []
  const atOnce = { now: 0, most: 0 }
  const host = createHost({
    plugin: cipp,
    setup,
    simulator: simulator.url,
    send: (input, init) => {
      const url = new Request(input).url
      const call = { url, name: /\/api\/(\w+)/.exec(url)?.[1] ?? '', body: bodyOf(init?.body) }
      sent.push(call)
      const own = instead(call)
      if (own instanceof Error) return Promise.reject(own)
      if (own) return Promise.resolve(own)
      atOnce.now += 1
      atOnce.most = Math.max(atOnce.most, atOnce.now)
      return fetch(input, init).finally(() => {
        atOnce.now -= 1
      })
    },
    deadlineSeconds: 5,
    signal: new AbortController().signal,
    clock: { now: () => new Date() },
    log: () => undefined,
    onCall: (record) => records.push(record),
    workloadToken: () => Promise.reject(new Error('There is none.')),
  })
  const client = cipp.connect(setup, host)
  const connection = client as unknown as CippConnection
  const check = (): Promise<ConnectionTest> =>
    checkConnection({
      plugin: cipp,
      client,
      kind: setup.kind,
      sets: setup.sets,
      clock: { now: () => new Date() },
      onFault: (error) => {
        throw error
      },
    })
  return {
    check,
    connection,
    records,
    sent,
    mostAtOnce: () => atOnce.most,
    of: (name: string) => sent.filter((one) => one.name === name),
  }
}

/** The connection at work in a tenant of the scenario. */
export function within(simulator: Simulator, connection: CippConnection, name: string): CippConnection {
  return inTenant(connection, refOf(simulator, name))
}

/** A tenant as the platform names it. */
export function refOf(simulator: Simulator, name: string): TenantRef {
  const tenant = simulator.tenants.find((candidate) => candidate.name === name)
  if (!tenant) throw new Error(`There is no tenant “${name}”`)
  return { tenantId: tenant.id, name: tenant.name, defaultDomain: tenant.defaultDomain }
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

function bodyOf(body: unknown): Record<string, unknown> {
  try {
    return JSON.parse(String(body)) as Record<string, unknown>
  } catch {
    return {}
  }
}
