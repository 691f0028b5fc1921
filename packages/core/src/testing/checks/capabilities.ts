import { expect } from 'vitest'
import { AppError } from '../../errors.js'
import type { PluginClient, ProviderPlugin } from '../../plugin.js'
import { sharedErrors } from '../../shared-errors.js'
import type { ReachBench } from '../bench.js'
import type { Check } from '../check.js'
import type { Connection } from '../connection.js'
import type { Lab } from '../lab.js'
import type { Trouble } from '../troubled-network.js'

const FEW = 5
const PAGE = '<!doctype html><title>Welcome</title>'

/** Answers out of which nothing may be read: not an empty list, and no success. */
const NOTHING_READ: readonly Trouble[] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 204 },
  { kind: 'half' },
  { kind: 'reset' },
  { kind: 'body', body: '{}' },
  { kind: 'body', body: '[]' },
  { kind: 'body', body: PAGE, type: 'text/html' },
]

/** A client of the bench's connection in the tenant where everything works; absent capabilities are not asked for it. */
export interface Reaching {
  connection: Connection
  client: PluginClient
}

/** What it can do in the tenants it reaches: whole or not at all, and never in another tenant than the one named. */
export function capabilityChecks(plugin: ProviderPlugin, reach: ReachBench | undefined): Check[] {
  const { mailboxes, people } = plugin.capabilities ?? {}
  if (!plugin.capabilities) return []
  if (!reach) {
    return [
      {
        sentence: 'has a bench that says where what it can do may be tried (reach)',
        run: () => expect(reach, 'ProviderBench.reach').toBeDefined(),
      },
    ]
  }
  return [
    ...(plugin.inTenant ? [inTenantCheck(plugin, reach)] : []),
    ...(mailboxes
      ? [
          reads(plugin, reach, 'probes mailboxes', (client) => mailboxes.probe(client)),
          reads(plugin, reach, 'lists distribution lists', (client) => mailboxes.lists(client, FEW)),
          reads(plugin, reach, 'lists shared mailboxes', (client) => mailboxes.sharedMailboxes(client, FEW)),
        ]
      : []),
    ...(people ? [reads(plugin, reach, 'lists people', (client) => people.users(client, FEW))] : []),
    ...(mailboxes ? [refusesElsewhere(plugin, reach, 'mailboxes', (client) => mailboxes.probe(client))] : []),
    ...(people && plugin.inTenant
      ? [refusesElsewhere(plugin, reach, 'people', (client) => people.users(client, FEW))]
      : []),
  ]
}

/** Connects, signs in, and turns to the tenant where everything works. */
export async function reachOut(lab: Lab, reach: ReachBench): Promise<Reaching> {
  const connection = lab.connect(reach.setup())
  await lab.plugin.authenticate(connection.client)
  return { connection, client: inTenant(lab.plugin, connection.client, reach.tenant()) }
}

function inTenant(
  plugin: ProviderPlugin,
  client: PluginClient,
  tenant: ReturnType<ReachBench['tenant']>,
): PluginClient {
  return plugin.inTenant ? plugin.inTenant(client, tenant) : client
}

/** What it throws, which is one of the errors that everyone or the plugin itself declared. */
export async function refusal(plugin: ProviderPlugin, what: string, work: () => Promise<unknown>): Promise<AppError> {
  const outcome = await work().then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  )
  expect(outcome, `${what}: an error, not a result`).toHaveProperty('error')
  const error = 'error' in outcome ? outcome.error : undefined
  expect(error, what).toBeInstanceOf(AppError)
  const known = [...sharedErrors, ...plugin.errors].map(({ kind }) => kind.code)
  expect(known, `${what}: a declared error`).toContain((error as AppError).code)
  return error as AppError
}

function inTenantCheck(plugin: ProviderPlugin, reach: ReachBench): Check {
  return {
    sentence: 'sends nothing when it turns to a tenant',
    async run(lab) {
      const connection = lab.connect(reach.setup())
      plugin.inTenant?.(connection.client, reach.tenant())
      await new Promise((resolve) => setImmediate(resolve))
      expect(connection.asked).toBe(0)
    },
  }
}

function reads(
  plugin: ProviderPlugin,
  reach: ReachBench,
  what: string,
  read: (client: PluginClient) => Promise<unknown>,
): Check {
  return {
    sentence: `${what} where it works, and takes no trouble on the way for an empty answer`,
    async run(lab) {
      const { client } = await reachOut(lab, reach)
      const found = await read(client)
      if (Array.isArray(found)) expectEntries(found)
      for (const trouble of NOTHING_READ) {
        const aside = await reachOut(lab, reach)
        lab.network.trouble = trouble
        await refusal(plugin, `${what} with ${JSON.stringify(trouble)}`, () => read(aside.client))
        lab.network.trouble = undefined
      }
    },
  }
}

function expectEntries(found: readonly unknown[]): void {
  expect(found.length, 'no more than asked for').toBeLessThanOrEqual(FEW)
  for (const entry of found) {
    expect(entry).toMatchObject({ id: expect.stringMatching(/\S/) as string, name: expect.any(String) as string })
  }
}

function refusesElsewhere(
  plugin: ProviderPlugin,
  reach: ReachBench,
  what: string,
  read: (client: PluginClient) => Promise<unknown>,
): Check {
  return {
    sentence: `has no ${what} to show of a tenant that it does not reach`,
    async run(lab) {
      const connection = lab.connect(reach.setup())
      await plugin.authenticate(connection.client)
      const elsewhere = inTenant(plugin, connection.client, reach.unreached())
      await refusal(plugin, `${what} of a tenant that it does not reach`, () => read(elsewhere))
    },
  }
}
