import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { z } from 'zod'
import type { Snapshot, SnapshotResourceList } from '../src/snapshots/snapshots.dto.js'
import { connectionsOf, setupOf, type SimulatedApp } from './support/microsoft.js'
import { createOwner, type TestPerson } from './support/people.js'
import { startApp, type TestApp } from './support/start-app.js'
import { tenantsOf } from './support/tenants.js'

type Found = z.output<typeof SnapshotResourceList>['items'][number]

const WANTED = [
  'exchange.transportRules',
  'exchange.mailboxes',
  'exchange.transportConfig',
  'defender.safeLinksPolicies',
  'purview.protectionAlerts',
  'teams.meetingPolicies',
  'sharepoint.tenant',
  'dns.mx',
  'dns.spf',
  'dns.dmarc',
  'dns.dkim',
]

let simulator: Simulator
let api: TestApp
let owner: TestPerson
let tenants: ReturnType<typeof tenantsOf>

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'msp-50', limits: 'off' })
  api = await startApp({ SIMULATOR_URL: simulator.url })
  owner = await createOwner(api)
  tenants = tenantsOf(owner)
  const { base } = connectionsOf(owner)
  const app = simulator.apps.find(({ kind }) => kind === 'partner') as SimulatedApp
  const sets = ['exchangeSettings', 'purview', 'teams', 'sharepointAdmin']
  const partner = await owner.browser.post(base).send(setupOf(app, { kind: 'partnerApp', name: 'Meridian', sets }))
  const client = simulator.apps.find((one) => one.client === 'editor') as SimulatedApp
  const { baseUrl, tenantId, clientId, clientSecret } = client
  await owner.browser
    .post(base)
    .send({
      ...setupOf(client, { kind: 'apiClient', name: 'CIPP', sets: [], secret: clientSecret }),
      providerId: 'cipp',
      config: { baseUrl, tenantId, clientId },
    })
    .expect(201)
  await tenants.sync((partner.body as { id: string }).id)
}, 240_000)
afterAll(async () => {
  await api.close()
  await simulator.stop()
})

/** What became of the resources of a tenant, by their ids. */
async function snapshotOf(name: string): Promise<Record<string, Found>> {
  const tenant = (await tenants.all()).find((one) => one.name === name) ?? expect.fail(`There is no ${name}`)
  const base = `${tenants.base}/tenants/${tenant.id}/snapshots`
  const { body } = await owner.browser.post(base).send({ resources: WANTED }).expect(202)
  const { number } = body as z.output<typeof Snapshot>
  await vi.waitFor(
    async () => expect((await owner.browser.get(`${base}/${number}`)).body).not.toMatchObject({ status: 'reading' }),
    { timeout: 120_000, interval: 250 },
  )
  const found = (await owner.browser.get(`${base}/${number}/resources`).expect(200)).body as { items: Found[] }
  return Object.fromEntries(found.items.map((one) => [one.resource, one]))
}

describe('A snapshot of settings', () => {
  it('is read directly where our app has the role, and through CIPP where it has not', async () => {
    const direct = await snapshotOf('Northwind Traders')
    for (const id of ['exchange.transportRules', 'exchange.mailboxes', 'exchange.transportConfig']) {
      expect(direct[id], id).toMatchObject({ status: 'read', provider: 'Microsoft' })
    }
    expect(direct['defender.safeLinksPolicies']).toMatchObject({ status: 'read', provider: 'Microsoft' })
    expect(direct['purview.protectionAlerts']).toMatchObject({ status: 'read', provider: 'CIPP' })
    expect(direct['exchange.mailboxes']?.objects).toBeGreaterThan(100)
    expect(direct['teams.meetingPolicies']).toMatchObject({
      status: 'notPermitted',
      reason: expect.stringContaining('Global Reader'),
    })
    expect(direct['sharepoint.tenant']).toMatchObject({
      status: 'notPermitted',
      permissions: ['SharePoint/Sites.FullControl.All'],
    })
    for (const id of ['dns.mx', 'dns.spf', 'dns.dmarc', 'dns.dkim']) {
      expect(direct[id], id).toMatchObject({ status: 'read' })
    }
    expect(direct['dns.mx']?.objects).toBe(4)

    const other = await snapshotOf('Wide World Importers')
    for (const id of ['exchange.transportRules', 'exchange.mailboxes', 'exchange.transportConfig']) {
      expect(other[id], id).toMatchObject({ status: 'read', provider: 'CIPP' })
    }
  }, 300_000)
})
