import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connectionsOf, type SimulatedApp } from './support/microsoft.js'
import { createOwner, type TestPerson } from './support/people.js'
import { startApp, type TestApp } from './support/start-app.js'
import { tenantsOf } from './support/tenants.js'

let simulator: Simulator
let api: TestApp
let owner: TestPerson

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'msp-50' })
  api = await startApp({ SIMULATOR_URL: simulator.url })
  owner = await createOwner(api)
})

afterAll(async () => {
  await api.close()
  await simulator.stop()
})

it('A connection can be disconnected while its tenants are verified, whatever the moment', async () => {
  const app = simulator.apps.find(({ kind }) => kind === 'partner') as SimulatedApp
  const connections = connectionsOf(owner)
  const tenants = tenantsOf(owner)
  for (const milliseconds of [0, 150, 260, 300, 400, 520]) {
    const { id } = await connections.connect(app, { kind: 'partnerApp', sets: ['users', 'exchange'] })
    await tenants.sync(id)
    await owner.browser.post(`${tenants.base}/tenant-verifications`).send({ filter: {} }).expect(202)
    await new Promise((resolve) => setTimeout(resolve, milliseconds))
    await owner.browser.delete(`${connections.base}/${id}`).expect(204)
    expect(await tenants.all()).toEqual([])
  }
}, 90_000)
