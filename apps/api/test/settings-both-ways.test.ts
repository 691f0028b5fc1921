import { createFacts, createHost, type ConnectionSetup, type ProviderPlugin, type TenantRef } from '@tenantry/core'
import { cipp } from '@tenantry/provider-cipp'
import { microsoft } from '@tenantry/provider-microsoft'
import { type Simulator, startSimulator } from '@tenantry/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const TENANT = 'Northwind Traders'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'msp-50', limits: 'off' })
  const { tenantId } = tenant()
  simulator.tenant(tenantId).assignRole({ role: 'Global Reader' })
})
afterAll(() => simulator.stop())

function tenant(): TenantRef {
  const found = simulator.tenants.find(({ name }) => name === TENANT) ?? expect.fail(`There is no ${TENANT}`)
  return { tenantId: found.id, name: found.name, defaultDomain: found.defaultDomain }
}

function directly(): ConnectionSetup {
  const app = simulator.apps.find(({ kind }) => kind === 'partner') ?? expect.fail('There is no app of a partner')
  return {
    kind: 'partnerApp',
    config: { tenantId: app.tenantId, clientId: app.clientId, cloud: 'global' },
    credential: { kind: 'clientSecret', values: { clientSecret: app.clientSecret } },
    sets: ['exchangeSettings'],
  }
}

function throughCipp(): ConnectionSetup {
  const client = simulator.apps.find((app) => app.client === 'editor') ?? expect.fail('There is no API client')
  const { tenantId, clientId, clientSecret, baseUrl } = client
  return {
    kind: 'apiClient',
    config: { baseUrl, tenantId, clientId },
    credential: { kind: 'clientSecret', values: { clientSecret } },
    sets: [],
  }
}

/** What a plugin reads of the tenant. */
async function read(plugin: ProviderPlugin, setup: ConnectionSetup, source: string): Promise<unknown> {
  const host = createHost({
    plugin,
    setup,
    simulator: simulator.url,
    signal: new AbortController().signal,
    clock: { now: () => new Date() },
    log: () => undefined,
    onCall: () => undefined,
    workloadToken: () => Promise.reject(new Error('There is none.')),
  })
  const client = plugin.inTenant?.(plugin.connect(setup, host), tenant()) ?? expect.fail('It works in one tenant only')
  const reader = plugin.readers?.find(({ resource }) => resource.source === source) ?? expect.fail('Nothing reads it')
  const context = { tenant: tenant(), facts: createFacts(new Date(), () => undefined) }
  if (reader.form === 'object') return reader.read(client, context)
  const items: unknown[] = []
  for await (const page of reader.pages(client, context)) items.push(...page.items)
  return items
}

describe('Settings of Exchange', () => {
  const sources = (cipp.readers ?? [])
    .map(({ resource }) => resource.source)
    .filter((source) => source.startsWith('exo:'))

  it.each(sources)('%s is the same whether it is read directly or through CIPP', async (source) => {
    const direct = await read(microsoft, directly(), source)
    expect(await read(cipp, throughCipp(), source)).toEqual(direct)
  })
})
