import { Global, Module } from '@nestjs/common'
import type { BulkConsentProgress } from '@tenantry/core'
import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { z } from 'zod'
import { Ticks } from '../src/jobs/ticks.js'
import { plugins } from '../src/plugins.js'
import { PLUGINS } from '../src/providers/provider-registry.js'
import { BulkConsentWork } from '../src/tenants/bulk-consent-work.js'
import { TenantRuns } from '../src/tenants/tenant-runs.js'
import type { TenantRun, TenantRunItemPage, TenantSummary } from '../src/tenants/tenants.dto.js'
import { connectionsOf, type SimulatedApp } from './support/microsoft.js'
import { createOwner, join, type TestPerson } from './support/people.js'
import { boat, pilot, type PilotWorld } from './support/pilot.js'
import { startApp, type TestApp } from './support/start-app.js'
import { tenantsOf } from './support/tenants.js'

type Run = z.output<typeof TenantRun>
type Item = z.output<typeof TenantRunItemPage>['items'][number]

let simulator: Simulator
let api: TestApp
let owner: TestPerson
let app: SimulatedApp
let tenants: ReturnType<typeof tenantsOf>
let boatId: string
let connectionId: string

/** Orders the pilot got, each with its tenants. */
const orders: string[][] = []
const world: PilotWorld = {
  unreachable: new Set(),
  order: () => undefined,
  progress: () => [],
  deadlineSeconds: 60,
  serves: () => false,
}

@Global()
@Module({
  providers: [
    { provide: PLUGINS, useValue: [...plugins.slice(0, 1), { module: 'pilot', load: async () => pilot(world) }] },
  ],
  exports: [PLUGINS],
})
class WithPilot {}

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'msp-50' })
  api = await startApp({ SIMULATOR_URL: simulator.url }, { modules: [WithPilot] })
  owner = await createOwner(api)
  app = simulator.apps.find(({ kind }) => kind === 'partner') as SimulatedApp
  const sets = ['users', 'groups', 'exchange', 'directory']
  const connection = await connectionsOf(owner).connect(app, { kind: 'partnerApp', name: 'Meridian', sets })
  connectionId = connection.id
  tenants = tenantsOf(owner)
  await tenants.sync(connection.id)
  await tenants.verify({ filter: {} })
})

afterAll(async () => {
  await api.close()
  await simulator.stop()
})

const grant = (tenantId: string) => simulator.tenant(tenantId).grantAll({ clientId: app.clientId })
const say = (status: BulkConsentProgress['status'], reason?: string) => (ticket: unknown) =>
  (ticket as { ids: string[] }).ids.map((tenantId) => ({ tenantId, status, ...(reason && { reason }) }))

beforeEach(() => {
  orders.length = 0
  Object.assign(world, {
    unreachable: new Set(),
    order: (ids: string[]) => {
      orders.push(ids)
      for (const id of ids) grant(id)
      return { ids }
    },
    progress: say('done'),
    deadlineSeconds: 60,
    serves: () => false,
  } satisfies PilotWorld)
})

const start = (body: object, person = owner) => person.browser.post(`${tenants.base}/bulk-consents`).send(body)

async function begin(body: object): Promise<Run> {
  const answer = await start(body).expect(202)
  return (answer.body as { runs: [Run] }).runs[0]
}

async function itemsOf(run: Run): Promise<Item[]> {
  const { body } = await owner.browser.get(`${tenants.base}/tenant-runs/${run.id}/items?limit=200`).expect(200)
  return (body as { items: Item[] }).items
}

const pendingTenants = () => tenants.all('&consent=pending')
const some = async (count: number): Promise<TenantSummary[]> => (await pendingTenants()).slice(0, count)
const idsOf = (list: TenantSummary[]) => list.map(({ id }) => id)

describe('Bulk consent (S3.51)', () => {
  it('is refused while nothing that can is connected, and the console is told what would bring it (S3.52, S3.65)', async () => {
    const refused = await start({ pending: true }).expect(409)
    expect(refused.body).toMatchObject({ code: 'no_bulk_consent' })
    const { body } = await owner.browser.get(`${tenants.base}/capabilities`).expect(200)
    expect((body as { bulkConsent: object }).bulkConsent).toEqual({
      connections: [],
      available: [{ providerId: 'pilot', providerName: 'Pilot', kind: 'boat', kindName: 'Pilot boat' }],
    })
    const made = await owner.browser.post(connectionsOf(owner).base).send(boat('The boat')).expect(201)
    boatId = (made.body as { id: string }).id
    const { body: then } = await owner.browser.get(`${tenants.base}/capabilities`).expect(200)
    expect((then as { bulkConsent: object }).bulkConsent).toMatchObject({
      connections: [{ id: boatId, name: 'The boat', providerName: 'Pilot' }],
      available: [],
    })
  })

  it('is for those who may decide for many tenants', async () => {
    const operator = await join(api, owner, 'operator', 'Grace')
    await start({ pending: true }, operator).expect(403)
  })

  it('asks once, and counts a tenant as done when a sign-in there shows it', async () => {
    const chosen = await some(3)
    const run = await begin({ tenantIds: idsOf(chosen) })
    expect(run).toMatchObject({ kind: 'bulkConsent', via: { connectionId: boatId, providerName: 'Pilot' }, total: 3 })
    expect(await tenants.ended(run.id)).toMatchObject({ status: 'succeeded', done: 3, failed: 0, phase: 'waiting' })
    expect(orders).toEqual([expect.arrayContaining(chosen.map(({ providerTenantId }) => providerTenantId))])
    for (const { id } of chosen) expect((await tenants.get(id)).consent.status).toBe('granted')
  })

  it('believes no word of the provider (S3.82): done without a grant ends as failed, with what to do', async () => {
    world.order = (ids) => ({ ids })
    world.deadlineSeconds = 2
    const [tenant] = await some(1)
    const run = await tenants.ended((await begin({ tenantIds: [tenant!.id] })).id)
    expect(run).toMatchObject({ status: 'failed', failed: 1 })
    const [item] = await itemsOf(run)
    expect(item?.problem).toMatchObject({
      code: 'bulk_consent_failed',
      fix: expect.stringContaining('by itself') as string,
    })
    expect((await tenants.get(tenant!.id)).consent.status).toBe('pending')
  })

  it('counts a tenant as done though the provider calls it failed, or does not answer any more', async () => {
    const [first, second] = await some(2)
    world.progress = say('failed', 'something went wrong')
    expect(await tenants.ended((await begin({ tenantIds: [first!.id] })).id)).toMatchObject({ status: 'succeeded' })
    world.progress = () => {
      throw new Error('gone fishing')
    }
    world.deadlineSeconds = 3
    expect(await tenants.ended((await begin({ tenantIds: [second!.id] })).id)).toMatchObject({ status: 'succeeded' })
  })

  it('leaves those that the provider does not reach to consent by themselves (S3.54)', async () => {
    const [reached, beyond, lost] = await some(3)
    world.unreachable.add(beyond!.providerTenantId)
    world.order = (ids) => {
      orders.push(ids)
      grant(reached!.providerTenantId)
      return { ids }
    }
    world.progress = (ticket) =>
      say('done')(ticket).map((progress) =>
        progress.tenantId === lost!.providerTenantId
          ? { ...progress, status: 'unreachable' as const, reason: 'it signs in no more' }
          : progress,
      )
    const run = await tenants.ended((await begin({ tenantIds: idsOf([reached!, beyond!, lost!]) })).id)
    expect(run).toMatchObject({ status: 'partlyFailed', done: 3, failed: 0, unreachable: 2 })
    expect(orders[0]).not.toContain(beyond!.providerTenantId)
    const items = new Map((await itemsOf(run)).map((item) => [item.tenantId, item]))
    expect(items.get(reached!.id)?.status).toBe('succeeded')
    for (const { id } of [beyond!, lost!]) {
      expect(items.get(id)).toMatchObject({ status: 'unreachable', problem: { code: 'tenant_not_managed' } })
      expect(items.get(id)?.problem?.fix).toContain('in the tenant itself')
    }
  })

  it('tries again only those that failed', async () => {
    const [good, bad] = await some(2)
    world.order = (ids) => {
      orders.push(ids)
      grant(good!.providerTenantId)
      return { ids }
    }
    world.progress = (ticket) =>
      say('done')(ticket).map((one) =>
        one.tenantId === bad!.providerTenantId
          ? { ...one, status: 'failed' as const, reason: 'a queue was full' }
          : one,
      )
    const run = await tenants.ended((await begin({ tenantIds: idsOf([good!, bad!]) })).id)
    expect(run).toMatchObject({ status: 'partlyFailed', failed: 1 })
    expect((await itemsOf(run)).find(({ tenantId }) => tenantId === bad!.id)?.problem?.why).toContain(
      'a queue was full',
    )
    const operator = await join(api, owner, 'operator', 'Joan')
    await operator.browser.post(`${tenants.base}/tenant-runs/${run.id}/retry`).expect(403)
    world.progress = say('done')
    world.order = (ids) => {
      orders.push(ids)
      for (const id of ids) grant(id)
      return { ids }
    }
    const { body } = await owner.browser.post(`${tenants.base}/tenant-runs/${run.id}/retry`).expect(202)
    const [again] = (body as { runs: [Run] }).runs
    expect(again).toMatchObject({ kind: 'bulkConsent', total: 1 })
    expect(await tenants.ended(again.id)).toMatchObject({ status: 'succeeded' })
    expect(orders.at(-1)).toEqual([bad!.providerTenantId])
  })

  it('asks nothing where consent is given already, and takes on no tenant twice at a time', async () => {
    const [granted] = await tenants.all('&consent=granted')
    const [waiting] = await some(1)
    let release = false
    world.progress = (ticket) => (release ? say('done')(ticket) : say('queued')(ticket))
    world.order = (ids) => {
      orders.push(ids)
      return { ids }
    }
    const run = await begin({ tenantIds: idsOf([granted!, waiting!]) })
    await start({ tenantIds: [waiting!.id] }).expect(422)
    await vi.waitFor(() => expect(orders).toHaveLength(1), { timeout: 10_000 })
    expect(orders).toEqual([[waiting!.providerTenantId]])
    grant(waiting!.providerTenantId)
    release = true
    expect(await tenants.ended(run.id)).toMatchObject({ status: 'succeeded', done: 2 })
  })

  it('asks for consent that was given once and is gone, though nobody noticed', async () => {
    const [gone] = (await tenants.all('&consent=granted')).filter(({ own }) => !own)
    simulator.tenant(gone!.providerTenantId).removeServicePrincipal({ clientId: app.clientId })
    const run = await tenants.ended((await begin({ tenantIds: [gone!.id] })).id)
    expect(run).toMatchObject({ status: 'succeeded' })
    expect(orders).toEqual([[gone!.providerTenantId]])
    expect((await tenants.get(gone!.id)).consent.status).toBe('granted')
  })

  it('can be called off; what was asked for goes on without us and is seen by the schedule', async () => {
    const [tenant] = await some(1)
    world.order = (ids) => {
      orders.push(ids)
      return { ids }
    }
    world.progress = say('running', 'step 2 of 3')
    const run = await begin({ tenantIds: [tenant!.id] })
    await vi.waitFor(
      async () => expect(await itemsOf(run)).toMatchObject([{ stage: 'working', note: 'step 2 of 3' }]),
      { timeout: 10_000 },
    )
    await owner.browser.post(`${tenants.base}/tenant-runs/${run.id}/cancel`).expect(200)
    expect(await itemsOf(run)).toMatchObject([{ status: 'cancelled' }])
    grant(tenant!.providerTenantId)
    await api.app.get(Ticks).run('tenants.due')
    await vi.waitFor(async () => expect((await tenants.get(tenant!.id)).consent.status).toBe('granted'), {
      timeout: 15_000,
    })
  })

  it('says since when a tenant is called done that no sign-in shows, and when the next one is tried (S3.82)', async () => {
    world.order = (ids) => {
      orders.push(ids)
      return { ids }
    }
    const [tenant] = await some(1)
    const from = Date.now()
    const run = await begin({ tenantIds: [tenant!.id] })
    await vi.waitFor(
      async () => {
        const [item] = await itemsOf(run)
        expect(item).toMatchObject({ status: 'running', stage: 'proving' })
        expect(Date.parse(item?.provingSince ?? '')).toBeGreaterThanOrEqual(from)
        expect(Date.parse(item?.nextTryAt ?? '')).toBeGreaterThan(Date.parse(item?.provingSince ?? ''))
      },
      { timeout: 10_000 },
    )
    grant(tenant!.providerTenantId)
    await tenants.ended(run.id)
    expect(await itemsOf(run)).toMatchObject([{ status: 'succeeded', provingSince: null, nextTryAt: null }])
  })

  it('waits no longer for a tenant when a person says so, and goes on with the others', async () => {
    const [stuck, fine] = await some(2)
    world.order = (ids) => {
      orders.push(ids)
      grant(fine!.providerTenantId)
      return { ids }
    }
    const run = await begin({ tenantIds: idsOf([stuck!, fine!]) })
    const stop = () => owner.browser.post(`${tenants.base}/tenant-runs/${run.id}/items/${stuck!.id}/stop`).send({})
    await vi.waitFor(
      async () => expect(await itemsOf(run)).toMatchObject([{ stage: 'proving' }, { status: 'succeeded' }]),
      {
        timeout: 10_000,
      },
    )
    await stop().expect(200)
    expect(await tenants.ended(run.id)).toMatchObject({ status: 'partlyFailed', total: 2, done: 2, failed: 1 })
    const [item] = await itemsOf(run)
    expect(item).toMatchObject({ status: 'failed', problem: { code: 'bulk_consent_failed' } })
    expect(item?.problem?.why).toMatch(/Ada stopped waiting for it/)
    await stop().expect(409)
    grant(stuck!.providerTenantId)
    await tenants.verify({ tenantIds: [stuck!.id] })
  })

  it('is not asked for again by a process that takes it over: its ticket is kept', async () => {
    const [tenant] = await some(1)
    world.progress = say('queued')
    world.order = (ids) => {
      orders.push(ids)
      return { ids }
    }
    const run = await begin({ tenantIds: [tenant!.id] })
    await vi.waitFor(async () => expect(await itemsOf(run)).toMatchObject([{ stage: 'asked' }]), { timeout: 10_000 })
    // What another process finds when this one is gone: the run is open, its ticket is kept.
    const again = await api.app.get(TenantRuns).start(owner.organizationId, run.id)
    expect(again).toBe(true)
    expect(await itemsOf(run)).toMatchObject([{ status: 'running', stage: 'asked' }])
    world.progress = say('done')
    grant(tenant!.providerTenantId)
    expect(await tenants.ended(run.id)).toMatchObject({ status: 'succeeded' })
    expect(orders).toHaveLength(1)
  })

  it('asks only for what is missing where a process was killed between asking and keeping the ticket', async () => {
    const [done, open] = await some(2)
    const lost = new Promise<never>(() => {})
    world.order = (ids) => {
      orders.push(ids)
      grant(done!.providerTenantId)
      return lost
    }
    const run = await begin({ tenantIds: idsOf([done!, open!]) })
    await vi.waitFor(() => expect(orders).toHaveLength(1), { timeout: 10_000 })
    world.order = (ids) => {
      orders.push(ids)
      for (const id of ids) grant(id)
      return { ids }
    }
    const work = api.app.get(BulkConsentWork)
    const row = await api.database.inOrganization(owner.organizationId, (tx) => api.app.get(TenantRuns).get(tx, run.id))
    expect(row.phase).toBe('asking')
    await work.work(row, new AbortController().signal)
    expect(orders[1]).toEqual([open!.providerTenantId])
    expect(await itemsOf(run)).toMatchObject([{ status: 'succeeded' }, { status: 'succeeded' }])
  })

  it('is done once for one idempotency key', async () => {
    const [tenant] = await some(1)
    const body = { tenantIds: [tenant!.id] }
    const first = await start(body).set('idempotency-key', 'once').expect(202)
    const second = await start(body).set('idempotency-key', 'once').expect(202)
    expect(second.body).toEqual(first.body)
    await tenants.ended((first.body as { runs: [Run] }).runs[0].id)
    expect(orders).toHaveLength(1)
  })

  it('reaches all that are pending, and leaves alone who took consent back and whose relationship ended', async () => {
    const [revoked] = await tenants.all('&consent=granted&relationship=active')
    simulator.tenant(revoked!.providerTenantId).removeServicePrincipal({ clientId: app.clientId })
    const [leaving] = await some(1)
    simulator.tenant(leaving!.providerTenantId).endRelationship()
    await tenants.sync(connectionId)
    await tenants.verify({ tenantIds: [revoked!.id] })
    const pending = await pendingTenants()
    const run = await tenants.ended((await begin({ pending: true })).id)
    expect(run).toMatchObject({ status: 'succeeded', total: pending.length - 1 })
    expect((await tenants.get(revoked!.id)).consent.status).toBe('revoked')
    expect(idsOf(await pendingTenants())).toEqual([leaving!.id])
    await start({ pending: true }).expect(422)
  })

  it('is in the audit log with who asked, through what, and for which tenants', async () => {
    const { body } = await owner.browser.get(`${tenants.base}/audit?action=consent.bulkAsked&limit=1`).expect(200)
    const [entry] = (body as { items: { summary: string; details: object; requestId: string }[] }).items
    expect(entry?.summary).toMatch(/^Ada asked Pilot to consent in \d+ tenants\.$/)
    expect(entry?.details).toMatchObject({ via: boatId, tenants: expect.any(Array) as unknown })
    expect(entry?.requestId).toEqual(expect.any(String))
  })
})
