import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { graphReaders } from '../src/readers/readers.js'
import { open } from './support/connection.js'
import { TenantReading } from './support/reading.js'
import { findApp, credentialOf, READ_SETS } from './support/setups.js'

const MOST_REQUESTS = 400

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'msp-50' })
})
afterAll(() => simulator.stop())

describe('A tenant with more than a thousand people', () => {
  it(`is read with ${MOST_REQUESTS} requests at most, and Graph's limits refuse none of them`, async () => {
    const app = findApp(simulator, 'partner')
    const customer = simulator.tenants.find(({ name }) => name.startsWith('Humongous'))
    const setup = {
      kind: 'partnerApp',
      config: { tenantId: app.tenantId, clientId: app.clientId, cloud: 'global' },
      credential: credentialOf(app, 'clientSecret'),
      sets: [...READ_SETS, 'directory'],
    }
    const opened = open(simulator, setup, { deadlineSeconds: 30 })
    const client = opened.microsoft.inTenant({ tenantId: customer?.id ?? '', name: customer?.name ?? '' })
    const reading = new TenantReading(client)
    for (const reader of graphReaders) await reading.read(reader)
    const users = reading.facts.read(graphReaders.find(({ resource }) => resource.id === 'entra.users')!.resource)
    expect(users.status === 'read' && (users.value as unknown[]).length).toBeGreaterThan(1000)
    expect(opened.sent.length).toBeLessThanOrEqual(MOST_REQUESTS)
    expect(opened.records.filter(({ status }) => status === 429)).toEqual([])
  }, 60_000)
})
