import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { z } from 'zod'
import { AuditLog } from '../src/audit/audit-log.js'
import { SYSTEM } from '../src/audit/audit.js'
import { SnapshotFacts } from '../src/snapshots/snapshot-facts.js'
import { type SnapshotRequest, SnapshotTaker } from '../src/snapshots/snapshot-taker.js'
import type {
  Snapshot,
  SnapshotChangePage,
  SnapshotObjectPage,
  SnapshotPage,
  SnapshotResourceList,
} from '../src/snapshots/snapshots.dto.js'
import { storeList } from '../src/tenants/tenant-list.js'
import {
  berth,
  berths,
  fees,
  lights,
  MarinaWorld,
  office,
  rowOf,
  rules,
  tugboat,
  withMarina,
} from './support/marina.js'
import { createOwner, join, type TestPerson } from './support/people.js'
import { startApp, type TestApp } from './support/start-app.js'

type Resource = z.output<typeof SnapshotResourceList>['items'][number]

const world = new MarinaWorld()
let api: TestApp
let owner: TestPerson
let base: string
let connectionId: string
let tenantId: string

beforeAll(async () => {
  await world.start()
  api = await startApp({ SIMULATOR_URL: world.url }, { modules: [withMarina(world)] })
  owner = await createOwner(api)
  base = `/api/v1/organizations/${owner.organizationId}`
  connectionId = await connect(office('Office'))
})

afterAll(async () => {
  await api.close()
  await world.stop()
})

beforeEach(async () => {
  world.reset()
  tenantId = await newTenant()
})

async function connect(setup: object): Promise<string> {
  const { body } = await owner.browser.post(`${base}/connections`).send(setup).expect(201)
  return (body as { id: string }).id
}

async function newTenant(providerTenantId: string = randomUUID()): Promise<string> {
  const tenant = { tenantId: providerTenantId, name: 'Customer', domains: [], own: false, relationships: [] }
  const { appeared } = await api.database.inOrganization(owner.organizationId, (tx) =>
    storeList(tx, { organizationId: owner.organizationId, connectionId }, [tenant], new Date()),
  )
  return appeared[0]!.id
}

async function take(changes: Partial<SnapshotRequest> = {}): Promise<number> {
  const { snapshotId } = await api.app.get(SnapshotTaker).take(owner.organizationId, tenantId, {
    source: 'manual',
    startedBy: SYSTEM,
    signal: new AbortController().signal,
    ...changes,
  })
  return snapshotId
}

async function get<T>(path: string): Promise<T> {
  const { body } = await owner.browser.get(`${base}/tenants/${tenantId}${path}`).expect(200)
  return body as T
}

const snapshot = (number: number) => get<Snapshot>(`/snapshots/${number}`)

async function resourcesOf(number: number): Promise<Record<string, Resource>> {
  const { items } = await get<z.output<typeof SnapshotResourceList>>(`/snapshots/${number}/resources`)
  return Object.fromEntries(items.map((item) => [item.resource, item]))
}

const changesOf = async (number: number, query = '') =>
  (await get<z.output<typeof SnapshotChangePage>>(`/snapshots/${number}/changes?${query}`)).items

const factsOf = (number: number) => api.app.get(SnapshotFacts).of(owner.organizationId, tenantId, number)

/** How much is stored for the tenant, and how many contents for all. */
async function stored(): Promise<{ versions: number; contents: number; staged: number }> {
  const [row] = await api.ownerDatabase.asOwner<{ versions: number; contents: number; staged: number }>(
    `select (select count(*)::int from object_versions where tenant_id = $1) as versions,
       (select count(*)::int from contents) as contents, (select count(*)::int from snapshot_staging) as staged`,
    [tenantId],
  )
  return row!
}

describe('a snapshot', () => {
  it('keeps what was read as its source wrote it', async () => {
    const number = await take()
    expect(await snapshot(number)).toMatchObject({
      status: 'complete',
      source: 'manual',
      objects: 12,
      changed: 0,
      resources: { total: 5, done: 5, byStatus: { read: 4, notRead: 1 } },
    })
    const facts = await factsOf(number)
    expect(facts.read(berths)).toEqual({ status: 'read', value: rowOf('ABCDE') })
    expect(facts.read(rules)).toEqual({ status: 'read', value: { quiet: true } })
    expect((await resourcesOf(number))['marina.tide']).toMatchObject({
      status: 'notRead',
      reason: 'Nobody publishes tide tables.',
      service: 'Almanac',
    })
  })

  it('reads first what others need, and lets those that share a limit wait for each other', async () => {
    let deskUnderWay = 0
    let most = 0
    world.guard = async (path) => {
      if (path !== '/rules' && path !== '/fees') return
      most = Math.max(most, (deskUnderWay += 1))
      await new Promise((resolve) => setTimeout(resolve, 30))
      deskUnderWay -= 1
    }
    const number = await take()
    expect(most).toBe(1)
    expect(world.asked.indexOf('/lights')).toBeGreaterThan(world.asked.indexOf('/berths?from=3'))
    expect((await factsOf(number)).read(lights)).toMatchObject({ value: [{ berth: 'A' }, {}, {}, {}, { berth: 'E' }] })
  })

  it('costs no content and no version when nothing changed, whatever changes by itself', async () => {
    await take()
    const before = await stored()
    world.answers.set('/berths', {
      items: rowOf('EDCBA', { seenAt: 'this evening' }),
    })
    const number = await take()
    expect(await stored()).toEqual(before)
    expect(await snapshot(number)).toMatchObject({ status: 'complete', changed: 0, objects: 12 })
    expect(await changesOf(number)).toEqual([])
    expect((await factsOf(number)).read(berths)).toMatchObject({
      value: [{ id: 'A', seenAt: 'this evening' }, {}, {}, {}, {}],
    })
  })

  it('stores only what changed, and tells what that is', async () => {
    const first = await take()
    const before = await stored()
    world.answers.set('/berths', {
      items: [berth('B', { taken: true, mooring: { lines: 4 } }), berth('C'), berth('D'), berth('E'), berth('F')],
    })
    const number = await take()
    // One ends, two begin; lights follow the berths.
    expect(await stored()).toMatchObject({ versions: before.versions + 3, staged: 0 })
    expect((await snapshot(number)).changed).toBe(5)
    expect(await changesOf(number, 'resource=marina.berths')).toMatchObject([
      { key: 'A', label: 'Berth A', kind: 'removed', paths: [] },
      { key: 'B', kind: 'changed', paths: ['mooring', 'taken'], before: { taken: false }, after: { taken: true } },
      { key: 'F', kind: 'added', resourceName: 'Berths', after: { name: 'Berth F' } },
    ])
    expect((await changesOf(number, `from=${first}`)).map(({ key }) => key)).toEqual(['A', 'B', 'F', 'A', 'F'])
    expect((await factsOf(first)).read(berths)).toMatchObject({
      value: [{ id: 'A' }, { id: 'B', taken: false }, {}, {}, {}],
    })
    const again = await take()
    expect(await changesOf(again)).toEqual([])
    expect(await changesOf(again, `from=${first}&limit=2`)).toHaveLength(2)
  })

  it('closes nothing when a page of a list cannot be had, and keeps the request id (C35)', async () => {
    const first = await take()
    const before = await stored()
    world.answers.set('/berths', { items: rowOf('ABCDEFG', { taken: true }), failAfter: 6 })
    const number = await take()
    expect(await stored()).toMatchObject({ versions: before.versions, staged: 0 })
    expect(await snapshot(number)).toMatchObject({ status: 'partial', resources: { byStatus: { error: 2 } } })
    expect((await resourcesOf(number))['marina.berths']).toMatchObject({
      status: 'error',
      objects: null,
      problem: { provenance: { requestId: 'request-of-the-marina', status: 400 } },
    })
    const facts = await factsOf(number)
    expect(facts.read(berths)).toMatchObject({ status: 'error' })
    expect(facts.read(rules)).toMatchObject({ status: 'read' })
    await owner.browser
      .get(`${base}/tenants/${tenantId}/snapshots/${number}/resources/marina.berths/objects`)
      .expect(404)
    expect(await changesOf(number, `from=${first}`)).toEqual([])
    world.answers.set('/berths', { items: rowOf('ABCDE') })
    expect(await changesOf(await take(), `from=${first}`)).toEqual([])
  })

  it('tells an empty tenant from one of which nothing is known (C36)', async () => {
    world.answers.set('/berths', { items: [] })
    const number = await take()
    expect((await resourcesOf(number))['marina.berths']).toMatchObject({ status: 'read', objects: 0, changed: null })
    expect((await factsOf(number)).read(berths)).toEqual({ status: 'read', value: [] })
    const { items } = await get<z.output<typeof SnapshotObjectPage>>(
      `/snapshots/${number}/resources/marina.berths/objects`,
    )
    expect(items).toEqual([])
    world.answers.set('/berths', { items: [berth('A')] })
    expect((await changesOf(await take())).map(({ key, kind }) => [key, kind])).toEqual([
      ['A', 'added'],
      ['A', 'added'],
    ])
  })

  it('names the permission for each resource where none is granted, and sends nothing (C29)', async () => {
    world.permissions = []
    const number = await take()
    expect(world.asked).toEqual([])
    const found = await resourcesOf(number)
    for (const { id } of [berths, rules, fees, lights]) {
      const [name] = id.split('.').slice(1)
      expect(found[id]).toMatchObject({ status: 'notPermitted', permissions: [`${name}.read`] })
    }
    expect(await snapshot(number)).toMatchObject({ status: 'complete', objects: 0 })
    expect((await factsOf(number)).read(rules)).toEqual({ status: 'notPermitted', permissions: ['rules.read'] })
  })

  it('knows that a wider permission covers a narrower one', async () => {
    world.permissions = ['marina.all']
    const found = await resourcesOf(await take())
    expect(found['marina.rules']).toMatchObject({ status: 'read' })
    expect(found['marina.fees']).toMatchObject({ status: 'notPermitted' })
  })

  it('says of each resource why it was not read', async () => {
    world.answers.set('/berths', { status: 403, missing: 'permission' })
    world.answers.set('/rules', { status: 403, missing: 'role' })
    world.answers.set('/fees', { status: 403, missing: 'licence' })
    world.answers.set('/lights', { status: 403, missing: 'service' })
    const found = await resourcesOf(await take())
    expect(found['marina.berths']).toMatchObject({ status: 'notPermitted', permissions: ['berths.read'] })
    expect(found['marina.rules']).toMatchObject({
      status: 'notPermitted',
      reason: expect.stringContaining('Harbour master'),
    })
    expect(found['marina.fees']).toMatchObject({ status: 'notLicensed', licence: 'Gold' })
    expect(found['marina.lights']).toMatchObject({ status: 'notApplicable', reason: expect.stringContaining('Lights') })
  })

  it('tries again what a provider refuses for the moment, from the page it had come to', async () => {
    let failures = 0
    world.guard = (path) => {
      if (path === '/berths?from=3' && (failures += 1) === 1) world.answers.set('/berths', { status: 503 })
      else world.answers.set('/berths', { items: rowOf('ABCDE') })
    }
    const number = await take()
    expect(world.asked.filter((path) => path.startsWith('/berths'))).toEqual([
      '/berths',
      '/berths?from=3',
      '/berths?from=3',
    ])
    expect((await resourcesOf(number))['marina.berths']).toMatchObject({ status: 'read', objects: 5 })
  })

  it('failed when nothing could be read, and says why', async () => {
    for (const path of ['/berths', '/rules', '/fees', '/lights']) world.answers.set(path, { status: 400 })
    expect(await snapshot(await take())).toMatchObject({ status: 'failed', problem: { code: 'unexpected_answer' } })
  })

  it('reads only what is asked for, and what that needs', async () => {
    const number = await take({ resources: ['marina.lights'] })
    expect(Object.keys(await resourcesOf(number))).toEqual(['marina.berths', 'marina.lights'])
    expect((await factsOf(number)).read(rules)).toMatchObject({ status: 'notRead' })
  })
})

describe('the connections of a snapshot', () => {
  it('say which feature is switched off', async () => {
    await owner.browser
      .patch(`${base}/connections/${connectionId}`)
      .send({ sets: ['berths'] })
      .expect(200)
    const found = await resourcesOf(await take())
    await owner.browser
      .patch(`${base}/connections/${connectionId}`)
      .send({ sets: office('').sets })
      .expect(200)
    expect(found['marina.fees']).toMatchObject({
      status: 'notRead',
      reason: '“Fees” is switched off for the connection “Office”.',
    })
    expect(found['marina.berths']).toMatchObject({ status: 'read' })
  })

  it('stand in for each other where one may not read', async () => {
    const tug = await connect(tugboat('Tug of the port'))
    world.permissions = ['berths.read']
    world.answers.set('/tug/rules', { value: { quiet: false } })
    const number = await take()
    expect((await resourcesOf(number))['marina.rules']).toMatchObject({
      status: 'read',
      provider: 'Tug',
      connectionId: tug,
    })
    expect((await factsOf(number)).read(rules)).toEqual({ status: 'read', value: { quiet: false } })
    tenantId = await newTenant('unknown-to-the-tug')
    expect((await resourcesOf(await take()))['marina.rules']).toMatchObject({
      status: 'notPermitted',
      permissions: ['rules.read'],
      provider: 'Marina',
    })
    await owner.browser.delete(`${base}/connections/${tug}`).expect(204)
  })

  it('have the calls in their integration log', async () => {
    await take()
    const { body } = await owner.browser.get(`${base}/connections/${connectionId}/log?limit=200`).expect(200)
    const operations = (body as { items: { operation: string }[] }).items.map(({ operation }) => operation)
    expect(operations).toContain('GET api.marina.example/rules')
  })
})

describe('a snapshot under way', () => {
  /** Resolves when a request for this path has come; it is not answered until `go` is called. */
  function held(path: string) {
    let go = () => {}
    const arrived = new Promise<void>((resolve) => {
      world.guard = (asked) => {
        if (asked !== path) return undefined
        resolve()
        return new Promise((answer) => (go = answer))
      }
    })
    return { arrived, go: () => go() }
  }

  it('is gone on with where it was, by whoever comes next', async () => {
    const stop = new AbortController()
    const { arrived, go } = held('/berths?from=3')
    const taking = take({ signal: stop.signal })
    await arrived
    stop.abort(new Error('enough'))
    world.guard = () => undefined
    go()
    await expect(taking).rejects.toThrow('enough')
    const asked = world.asked.length
    const number = await take()
    expect(await snapshot(number)).toMatchObject({ status: 'complete' })
    expect(world.asked.slice(asked)).not.toContain('/berths')
    expect((await factsOf(number)).read(berths)).toMatchObject({ value: { length: 5 } })
    expect((await get<z.output<typeof SnapshotPage>>('/snapshots')).items).toHaveLength(1)
  })

  it('is worked on by one at a time, and the others get the same', async () => {
    const numbers = await Promise.all([take(), take(), take({ resources: ['marina.rules'] })])
    expect(new Set(numbers).size).toBe(1)
    expect(world.asked.filter((path) => path === '/rules')).toHaveLength(1)
  })

  it('takes nothing from a process that lost it', async () => {
    const { arrived, go } = held('/berths?from=3')
    const slow = take()
    await arrived
    await api.ownerDatabase.asOwner('update snapshots set leased_until = now() where tenant_id = $1', [tenantId])
    world.guard = () => undefined
    const number = await take()
    world.answers.set('/berths', { items: rowOf('ABCXYZ') })
    go()
    expect(await slow).toBe(number)
    expect((await factsOf(number)).read(berths)).toMatchObject({ value: [{}, {}, {}, { id: 'D' }, { id: 'E' }] })
    expect(await stored()).toMatchObject({ staged: 0 })
  })

  it('can be called off, and then says nothing', async () => {
    const { arrived, go } = held('/berths?from=3')
    const taking = take()
    await arrived
    const { items } = await get<z.output<typeof SnapshotPage>>('/snapshots')
    const address = `${base}/tenants/${tenantId}/snapshots/${items[0]!.number}/cancel`
    await owner.browser.post(address).expect(200)
    go()
    const number = await taking
    expect(await snapshot(number)).toMatchObject({ status: 'cancelled' })
    expect(await stored()).toMatchObject({ staged: 0 })
    await owner.browser.post(address).expect(409)
  })

  it('tells how far it is', async () => {
    const seen: { total: number; done: number }[] = []
    await take({ onProgress: (progress) => seen.push(progress) })
    expect(seen[0]).toEqual({ total: 5, done: 1 })
    expect(seen.at(-1)).toEqual({ total: 5, done: 5 })
  })
})

describe('taking a snapshot', () => {
  it('works in the background, and is in the audit log with who asked for it', async () => {
    const address = `${base}/tenants/${tenantId}/snapshots`
    const { body } = await owner.browser.post(address).send({}).expect(202)
    const { number } = body as Snapshot
    await vi.waitFor(async () => expect((await snapshot(number)).status).toBe('complete'), { timeout: 20_000 })
    const log = await api.app.get(AuditLog).page(owner.organizationId, { limit: 5 })
    expect(log.items[0]).toMatchObject({
      action: 'snapshot.taken',
      actor: { name: 'Ada' },
      subject: { kind: 'tenant', id: tenantId },
      summary: 'Ada took a snapshot of Customer.',
    })
    await owner.browser
      .post(address)
      .send({ resources: ['marina.nothing'] })
      .expect(422)
  })

  it('is not for those who only look', async () => {
    const auditor = await join(api, owner, 'auditor', 'Bo')
    await auditor.browser.post(`${base}/tenants/${tenantId}/snapshots`).send({}).expect(403)
    await auditor.browser.get(`${base}/tenants/${tenantId}/snapshots`).expect(200)
  })
})
