import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Connection } from '../src/connections/connections.dto.js'
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

afterEach(() => vi.useRealTimers())

const app = () => simulator.apps[0]!
const contoso = () => simulator.tenant('contoso.onmicrosoft.com')
const inDays = (days: number) => new Date(Date.now() + days * DAY)
/** Moves the clock of this process, the simulated cloud with it; timers and the database go on. */
const moveTo = (moment: Date) => vi.useFakeTimers({ toFake: ['Date'], now: moment })

async function check({ id }: Pick<Connection, 'id'>): Promise<void> {
  await api.agent.post(`${connections.base}/${id}/test`).set('authorization', authorization).expect(200)
}

async function announced({ id }: Pick<Connection, 'id'>): Promise<{ daysLeft: number }[]> {
  const { body } = await api.agent
    .get(`/api/v1/organizations/${owner.organizationId}/audit`)
    .query({ action: 'connection.credentialExpiring', connectionId: id })
    .set('authorization', authorization)
    .expect(200)
  return (body as { items: { details: { daysLeft: number } }[] }).items.map(({ details }) => details).toReversed()
}

async function attention(
  connection: Pick<Connection, 'id'>,
): Promise<{ kind: string; severity: string; title: string }[]> {
  const { body } = await api.agent
    .get(`/api/v1/organizations/${owner.organizationId}/attention`)
    .set('authorization', authorization)
    .expect(200)
  const { items } = body as { items: { kind: string; severity: string; title: string; subject: { id: string } }[] }
  return items.filter(({ subject }) => subject.id === connection.id)
}

describe('the end of a secret', () => {
  it('S-10: is announced once each at 60, 30, 14, 7 and 1 days, however often the connection is checked', async () => {
    const end = inDays(100)
    contoso().setSecretExpiry({ at: end })
    const connection = await connections.connect(app(), { name: 'Ending' })
    expect(connection.credential).toMatchObject({ expirySource: 'provider', expiry: 'fine' })
    for (const daysBefore of [61, 59.9, 45, 30.5, 29.9, 20, 13.9, 10, 6.9, 3, 0.9, 0.5]) {
      moveTo(new Date(end.getTime() - daysBefore * DAY))
      await check(connection)
      await check(connection)
    }
    expect((await announced(connection)).map(({ daysLeft }) => daysLeft)).toEqual([59, 29, 13, 6, 0])
    expect(await attention(connection)).toMatchObject([{ kind: 'expiry', severity: 'broken' }])
  })

  it('S-10: is announced anew for the secret that takes its place', async () => {
    contoso().addSecret({ days: 20 })
    const connection = await connections.connect(app(), { name: 'Following' })
    const { value } = contoso().addSecret({ days: 5 })
    await owner.browser
      .put(`${connections.base}/${connection.id}/credential`)
      .send({ credential: clientSecret(value) })
      .expect(200)
    expect((await announced(connection)).map(({ daysLeft }) => daysLeft)).toEqual([19, 4])
  })

  it('S-10: is announced from the start when the date that was entered turns out to be another', async () => {
    contoso().addSecret({ days: 50 })
    const soon = inDays(4).toISOString().slice(0, 10)
    const connection = await connections.connect(app(), {
      name: 'Mistaken',
      sets: ['users'],
      credential: clientSecret(app().clientSecret, soon),
    })
    await owner.browser
      .patch(`${connections.base}/${connection.id}`)
      .send({ sets: ['users', 'apps'] })
      .expect(200)
    await check(connection)
    expect(await connections.get(connection.id)).toMatchObject({
      credential: { expirySource: 'provider', daysLeft: 49 },
    })
    expect((await announced(connection)).map(({ daysLeft }) => daysLeft)).toEqual([3, 49])
  })

  it('C46: is a warning while nobody knows it, until someone enters the date', async () => {
    contoso().addSecret()
    const connection = await connections.connect(app(), { name: 'Unknown', sets: ['users'] })
    expect(connection.credential).toMatchObject({ expiresAt: null, expiry: 'unknown', daysLeft: null })
    expect(await attention(connection)).toMatchObject([{ kind: 'expiry', severity: 'unknown' }])
    const { body } = await owner.browser.post(`${connections.base}/${connection.id}/doctor`).expect(200)
    expect(body.items).toContainEqual(expect.objectContaining({ id: 'expiry', status: 'attention' }))

    await owner.browser
      .put(`${connections.base}/${connection.id}/credential`)
      .send({ credential: clientSecret('', inDays(200).toISOString().slice(0, 10)) })
      .expect(200)
    expect(await connections.get(connection.id)).toMatchObject({
      credential: { expiry: 'fine', expirySource: 'entered' },
    })
    expect(await attention(connection)).toEqual([])
  })

  it('C46: stays known when it can no longer be read', async () => {
    contoso().addSecret({ days: 90 })
    const connection = await connections.connect(app(), { name: 'Remembered' })
    contoso().withholdPermissions({ permissions: ['Application.Read.All', 'Directory.Read.All'] })
    await check(connection)
    contoso().grantAll()
    expect(await connections.get(connection.id)).toMatchObject({
      health: 'permissionError',
      credential: { expiresAt: connection.credential.expiresAt, expirySource: 'provider' },
    })
  })
})
