import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Connection } from '../src/connections/connections.dto.js'
import type { Notice } from '../src/notifications/notices.dto.js'
import { clientSecret, connectionsOf } from './support/microsoft.js'
import { createKey, createOwner, type TestPerson } from './support/people.js'
import { startApp, type TestApp } from './support/start-app.js'

const DAY = 86_400_000

let simulator: Simulator
let api: TestApp
let owner: TestPerson
let connections: ReturnType<typeof connectionsOf>
let authorization: string

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'one-healthy-tenant' })
  api = await startApp({ ROLE: 'api', SIMULATOR_URL: simulator.url })
  owner = await createOwner(api)
  connections = connectionsOf(owner)
  authorization = `Bearer ${(await createKey(owner, { role: 'owner' })).key}`
})

afterAll(async () => {
  await api.close()
  await simulator.stop()
})

afterEach(() => {
  vi.useRealTimers()
  simulator.clearFaults()
})

const app = () => simulator.apps[0]!
const contoso = () => simulator.tenant('contoso.onmicrosoft.com')

const check = ({ id }: Pick<Connection, 'id'>) =>
  api.agent.post(`${connections.base}/${id}/test`).set('authorization', authorization).expect(200)

async function notices({ id }: Pick<Connection, 'id'>): Promise<Notice[]> {
  const { body } = await api.agent
    .get(`/api/v1/organizations/${owner.organizationId}/notices`)
    .query({ connectionId: id })
    .set('authorization', authorization)
    .expect(200)
  return (body as { items: Notice[] }).items
}

const brief = async (connection: Pick<Connection, 'id'>) =>
  (await notices(connection)).map(({ kind, state }) => `${kind} ${state}`)

describe('a connection', () => {
  it('J7: that starts to fail is told of once, with cause and fix, and again when it works', async () => {
    contoso().addSecret({ days: 200 })
    const connection = await connections.connect(app(), { name: 'Failing' })
    contoso().setSecretExpiry({ at: new Date(Date.now() - DAY) })
    await check(connection)
    await check(connection)
    expect(await notices(connection)).toMatchObject([
      {
        kind: 'connection.failing',
        severity: 'critical',
        subject: { kind: 'connection', id: connection.id, name: 'Failing' },
        facts: { problem: { code: 'secret_expired' } },
        permission: 'connections:write',
      },
    ])
    const { value } = contoso().addSecret({ days: 200 })
    await owner.browser
      .put(`${connections.base}/${connection.id}/credential`)
      .send({ credential: clientSecret(value) })
      .expect(200)
    expect(await brief(connection)).toEqual(['connection.recovered past', 'connection.failing resolved'])
  })

  it('C37: whose secret ends is told of at each step, until the secret is replaced', async () => {
    const end = new Date(Date.now() + 100 * DAY)
    contoso().addSecret({ days: 100 })
    const connection = await connections.connect(app(), {
      name: 'Ending',
      secret: contoso().addSecret({ days: 100 }).value,
    })
    for (const daysBefore of [61, 59, 29, 28, 0.5]) {
      vi.useFakeTimers({ toFake: ['Date'], now: new Date(end.getTime() - daysBefore * DAY) })
      await check(connection)
    }
    expect((await notices(connection)).map(({ title, state }) => [title, state])).toEqual([
      ['The credential of “Ending” ends within a day', 'open'],
      ['The credential of “Ending” ends in 28 days', 'superseded'],
      ['The credential of “Ending” ends in 58 days', 'superseded'],
    ])
  })

  it('that does not answer is a warning; switched off, nothing about it stays open', async () => {
    const connection = await connections.connect(app(), {
      name: 'Away',
      secret: contoso().addSecret({ days: 300 }).value,
    })
    simulator.addFault({ kind: 'serverError', service: 'login' })
    await check(connection)
    expect(await notices(connection)).toMatchObject([
      { kind: 'connection.unavailable', severity: 'warning', state: 'open' },
    ])
    await owner.browser.post(`${connections.base}/${connection.id}/disable`).expect(200)
    expect(await brief(connection)).toEqual(['connection.unavailable resolved'])
  })
})
