import { randomUUID } from 'node:crypto'
import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Connection } from '../src/connections/connections.dto.js'
import { Jobs } from '../src/jobs/jobs.js'
import { Ticks } from '../src/jobs/ticks.js'
import { Door } from './support/door.js'
import { clientSecret, connectionsOf } from './support/microsoft.js'
import { createOwner, type TestPerson } from './support/people.js'
import { startApp, type TestApp } from './support/start-app.js'

const PARTNER_SETUP = { kind: 'partnerApp', sets: ['users'] }

let simulator: Simulator
let door: Door
let api: TestApp
let owner: TestPerson
let elsewhere: string

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'demo' })
  simulator.advanceClock(60) // what was granted at the beginning has spread by then
  door = await Door.before(simulator.url)
  api = await startApp({ SIMULATOR_URL: door.url, HEALTH_CHECK_SECONDS: '3600', CALL_DEADLINE_SECONDS: '600' })
  owner = await createOwner(api)
  const { body } = await owner.browser
    .post('/api/v1/organizations')
    .send({ name: 'Another one', kind: 'company' })
    .expect(201)
  elsewhere = (body as { id?: string; organizationId?: string }).id ?? ''
})

afterAll(async () => {
  await api.close()
  await door.close()
  await simulator.stop()
})

afterEach(() => door.watch())

const partner = () => simulator.apps.find(({ kind }) => kind === 'partner')!
const company = () => simulator.apps.find(({ kind }) => kind === 'singleTenant')!
const tenantId = (name: string) => simulator.tenants.find((tenant) => tenant.name === name)!.id
const tokensSince = (from: number) => door.seen.slice(from).flatMap(({ token }) => token ?? [])
const tenantOf = (token: string) =>
  (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { tid: string }).tid

interface Operation {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  path: string
}

async function operationsOnConnections(): Promise<Operation[]> {
  const { body } = await api.agent.get('/api/openapi.json').expect(200)
  return Object.entries((body as { paths: Record<string, object> }).paths)
    .filter(([path]) => path.includes('{connectionId}'))
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ method, path }) as Operation))
}

/** A request that would do something, and with the tenant and secret of an attacker, if the connection were found. */
function attempt({ method, path }: Operation, organizationId: string, connectionId: string) {
  const address = path.replace('{organizationId}', organizationId).replace('{connectionId}', connectionId)
  const request = owner.browser[method](address)
  if (method === 'get' || method === 'delete') return request
  const app = company()
  return request.send({
    name: 'Mine now',
    sets: [],
    action: 'start',
    config: { tenantId: app.tenantId, clientId: app.clientId },
    credential: clientSecret(''),
  })
}

describe('a connection of another organization', () => {
  it('S-07: is not found by any operation, in the same words as one that does not exist, and nothing is called', async () => {
    const connection = await connectionsOf(owner).connect(company(), { name: 'Theirs' })
    const operations = await operationsOnConnections()
    expect(operations.length).toBeGreaterThan(10)
    const seen = door.seen.length
    for (const operation of operations) {
      const foreign = await attempt(operation, elsewhere, connection.id)
      const guessed = await attempt(operation, elsewhere, randomUUID())
      expect([operation.path, operation.method, foreign.status]).toEqual([operation.path, operation.method, 404])
      const { requestId: _one, ...said } = foreign.body as { requestId: string }
      const { requestId: _other, ...expected } = guessed.body as { requestId: string }
      expect(said).toEqual(expected)
    }
    expect(door.seen).toHaveLength(seen)
    const { version } = await connectionsOf(owner).get(connection.id)
    expect(version).toBe(connection.version)
    const audit = await owner.browser.get(`/api/v1/organizations/${elsewhere}/audit`).expect(200)
    expect(JSON.stringify(audit.body)).not.toContain(connection.id)
  })
})

describe('tokens', () => {
  it('S-12: of one app in two tenants are never exchanged, though the client id is the same', async () => {
    const connections = connectionsOf(owner)
    const tenants = [tenantId('Northwind Traders'), tenantId('Adventure Works')]
    const made: Connection[] = []
    for (const tenant of tenants) {
      made.push(await connections.connect(partner(), { ...PARTNER_SETUP, name: tenant, config: { tenantId: tenant } }))
    }
    // The second round meets tokens that are cached by then.
    for (const [index, { id }] of [...made.entries(), ...made.entries()]) {
      const from = door.seen.length
      await owner.browser.post(`${connections.base}/${id}/test`).expect(200)
      expect(new Set(tokensSince(from).map(tenantOf))).toEqual(new Set([tenants[index]]))
    }
    const from = door.seen.length
    await Promise.all(made.map(({ id }) => owner.browser.post(`${connections.base}/${id}/test`).expect(200)))
    expect(new Set(tokensSince(from).map(tenantOf))).toEqual(new Set(tenants))
  })

  it('S-12: of one app in one tenant are not shared between two organizations', async () => {
    const here = connectionsOf(owner)
    const there = connectionsOf(owner, elsewhere)
    const mine = await here.connect(company(), { name: 'Mine' })
    const yours = await there.connect(company(), { name: 'Yours' })
    const from = door.seen.length
    await owner.browser.post(`${here.base}/${mine.id}/test`).expect(200)
    const between = door.seen.length
    await owner.browser.post(`${there.base}/${yours.id}/test`).expect(200)
    const first = new Set(door.seen.slice(from, between).flatMap(({ token }) => token ?? []))
    const second = tokensSince(between)
    expect(first.size).toBeGreaterThan(0)
    expect(second.filter((token) => first.has(token))).toEqual([])
  })
})

describe('disconnecting', () => {
  it('S-11: stops a check that hangs at Microsoft within 5 seconds, and nothing is called afterwards', async () => {
    const connections = connectionsOf(owner)
    const { id } = await connections.connect(company(), { name: 'Hanging' })
    const arrived = new Promise<void>((resolve) =>
      door.watch(({ host }) => {
        if (host === 'graph.microsoft.com') resolve()
      }),
    )
    simulator.addFault({ kind: 'hang', phase: 'body' })
    await api.ownerDatabase.asOwner('update connections set next_check_at = now() where id = $1', [id])
    await api.app.get(Ticks).run('connections.due')
    await arrived
    await owner.browser.delete(`${connections.base}/${id}`).expect(204)
    const counts = () => api.app.get(Jobs).counts()
    await vi.waitFor(async () => expect(await counts()).toMatchObject({ active: 0, waiting: 0 }), { timeout: 5000 })
    const seen = door.seen.length
    simulator.clearFaults()
    await api.app.get(Ticks).run('connections.due')
    await vi.waitFor(async () => expect(await counts()).toMatchObject({ active: 0, waiting: 0 }), { timeout: 5000 })
    expect(door.seen).toHaveLength(seen)
    expect(await api.ownerDatabase.asOwner('select 1 from connection_secrets where connection_id = $1', [id])).toEqual(
      [],
    )
  })
})
