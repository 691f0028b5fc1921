import { randomUUID } from 'node:crypto'
import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Connection } from '../src/connections/connections.dto.js'
import { Jobs } from '../src/jobs/jobs.js'
import { Ticks } from '../src/jobs/ticks.js'
import { Door } from './support/door.js'
import { clientSecret, connectionsOf, setupOf } from './support/microsoft.js'
import { createOwner, newBrowser, type TestPerson } from './support/people.js'
import { startReplica } from './support/replica.js'
import { startApp, type TestApp } from './support/start-app.js'

const HOUR = { HEALTH_CHECK_SECONDS: '3600' }

let simulator: Simulator
let door: Door
let api: TestApp
let owner: TestPerson
let connections: ReturnType<typeof connectionsOf>
let connection: Connection
const replicas: Awaited<ReturnType<typeof startReplica>>[] = []

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'one-healthy-tenant' })
  door = await Door.before(simulator.url)
  api = await startApp({ ROLE: 'api', SIMULATOR_URL: door.url, ...HOUR })
  owner = await createOwner(api)
  connections = connectionsOf(owner)
})

afterAll(async () => {
  await api.close()
  await door.close()
  await simulator.stop()
})

beforeEach(async () => {
  connection = await connections.connect(simulator.apps[0]!, { sets: ['users'] })
})

afterEach(async () => {
  door.watch()
  await owner.browser
    .put(`/api/v1/organizations/${owner.organizationId}/providers/microsoft`)
    .send({ enabled: true })
    .expect(200)
  await Promise.all(replicas.splice(0).map((replica) => replica.close()))
  await owner.browser.delete(`${connections.base}/${connection.id}`)
})

async function replica(env: Record<string, string> = {}) {
  const started = await startReplica(api, { SIMULATOR_URL: door.url, ...HOUR, ...env })
  replicas.push(started)
  return started
}

const asOwner = (sql: string) => api.ownerDatabase.asOwner<{ count: number }>(sql, [connection.id])
const makeDue = () => asOwner(`update connections set next_check_at = now() where id = $1`)

async function scheduled(): Promise<number | undefined> {
  const sql = `select count(*)::int as count from connection_tests where connection_id = $1 and cause = 'schedule'`
  return (await asOwner(sql))[0]?.count
}

async function untilIdle(): Promise<void> {
  const busy = () => api.app.get(Jobs).counts()
  await vi.waitFor(async () => expect(await busy()).toMatchObject({ waiting: 0, active: 0 }), { timeout: 20_000 })
}

describe('several processes of one installation', () => {
  it('R-09: check a connection once in each cycle, however many of them tick', async () => {
    const both = await Promise.all([replica(), replica()])
    for (const cycle of [1, 2, 3]) {
      await makeDue()
      const ticks = both.flatMap(({ app }) => [
        app.get(Ticks).run('connections.due'),
        app.get(Ticks).run('connections.due'),
      ])
      await Promise.all(ticks)
      await vi.waitFor(async () => expect(await scheduled()).toBeGreaterThanOrEqual(cycle), { timeout: 20_000 })
      await untilIdle()
      expect(await scheduled()).toBe(cycle)
    }
  })

  it('S-11: a disconnection in one process stops at once what another one is doing, and no call follows', async () => {
    const other = await replica()
    const arrived = new Promise<void>((resolve) =>
      door.watch(({ host }) => {
        if (host !== 'graph.microsoft.com') return undefined
        resolve()
        return new Promise(() => {})
      }),
    )
    const browser = newBrowser({ ...api, url: other.url })
    await browser.post('/api/v1/session').send({ email: owner.email, password: owner.password }).expect(200)
    const test = browser.post(`${connections.base}/${connection.id}/test`).then(({ status }) => status)
    await arrived
    await owner.browser.delete(`${connections.base}/${connection.id}`).expect(204)
    const seen = door.seen.length
    expect(await test).toBe(409)
    await other.app.get(Ticks).run('connections.due')
    await untilIdle()
    expect(door.seen).toHaveLength(seen)
  })
})

describe('a provider that is switched off', () => {
  const offers = () => [
    owner.browser.post(`${connections.base}/${connection.id}/test`),
    owner.browser.post(`${connections.base}/${connection.id}/refresh`),
    owner.browser.post(`${connections.base}/${connection.id}/doctor`),
    owner.browser.put(`${connections.base}/${connection.id}/credential`).send({ credential: clientSecret('') }),
    owner.browser.post(connections.base).send(setupOf(simulator.apps[0]!, { name: randomUUID() })),
  ]

  it('S0.3: is not called for the organization that switched it off, neither on request nor on schedule', async () => {
    const worker = await replica()
    const provider = `/api/v1/organizations/${owner.organizationId}/providers/microsoft`
    await owner.browser.put(provider).send({ enabled: false }).expect(200)
    const seen = door.seen.length
    for (const offer of offers()) {
      const answer = await offer
      expect([answer.status, answer.body]).toMatchObject([409, { code: 'provider_disabled' }])
    }
    await makeDue()
    await worker.app.get(Ticks).run('connections.due')
    await untilIdle()
    expect(door.seen).toHaveLength(seen)
    expect(await connections.get(connection.id)).toMatchObject({ health: 'connected', tenant: connection.tenant })

    await owner.browser.put(provider).send({ enabled: true }).expect(200)
    await worker.app.get(Ticks).run('connections.due')
    await vi.waitFor(async () => expect(await scheduled()).toBe(1), { timeout: 20_000 })
  })

  it('S0.4: is not called for anyone while the operator has switched it off', async () => {
    const off = await replica({ DISABLED_PROVIDERS: 'microsoft' })
    const seen = door.seen.length
    const browser = newBrowser({ ...api, url: off.url })
    await browser.post('/api/v1/session').send({ email: owner.email, password: owner.password }).expect(200)
    const answer = await browser.post(`${connections.base}/${connection.id}/test`).expect(409)
    expect(answer.body).toMatchObject({ code: 'provider_disabled', fix: expect.stringContaining('operator') as string })
    await makeDue()
    await off.app.get(Ticks).run('connections.due')
    await untilIdle()
    expect(door.seen).toHaveLength(seen)
  })

  it('is not called for a refresh that was asked for before', async () => {
    await owner.browser.post(`${connections.base}/${connection.id}/refresh`).expect(202)
    await owner.browser.post(`${connections.base}/${connection.id}/disable`).expect(200)
    const seen = door.seen.length
    await replica()
    await untilIdle()
    expect(door.seen).toHaveLength(seen)
    expect(await api.app.get(Jobs).counts()).toMatchObject({ failed: 0 })
  })
})
