import { Global, Module } from '@nestjs/common'
import { notReachable, secretExpired } from '@tenantry/core'
import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Connection } from '../src/connections/connections.dto.js'
import { Ticks } from '../src/jobs/ticks.js'
import { plugins } from '../src/plugins.js'
import { PLUGINS } from '../src/providers/provider-registry.js'
import type { TenantSummary } from '../src/tenants/tenants.dto.js'
import { connectionsOf, type SimulatedApp } from './support/microsoft.js'
import { createOwner, type TestPerson } from './support/people.js'
import { boat, pilot, type PilotWorld } from './support/pilot.js'
import { startApp, type TestApp } from './support/start-app.js'
import { tenantsOf } from './support/tenants.js'

let simulator: Simulator
let api: TestApp
let owner: TestPerson
let meridian: Connection
let boatId: string
let tenants: ReturnType<typeof tenantsOf>

const world: PilotWorld = {
  unreachable: new Set(),
  order: () => undefined,
  progress: () => [],
  deadlineSeconds: 60,
  serves: () => true,
}

@Global()
@Module({
  providers: [{ provide: PLUGINS, useValue: [...plugins, { module: 'pilot', load: async () => pilot(world) }] }],
  exports: [PLUGINS],
})
class WithPilot {}

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'msp-50' })
  api = await startApp({ SIMULATOR_URL: simulator.url }, { modules: [WithPilot] })
  owner = await createOwner(api)
  const app = simulator.apps.find(({ kind }) => kind === 'partner') as SimulatedApp
  const sets = ['users', 'exchange']
  meridian = await connectionsOf(owner).connect(app, { kind: 'partnerApp', name: 'Meridian', sets })
  tenants = tenantsOf(owner)
  await tenants.sync(meridian.id)
  await tenants.verify({ filter: {} })
})

afterAll(async () => {
  await api.close()
  await simulator.stop()
})

const connectBoat = async () => {
  const { body } = await owner.browser.post(connectionsOf(owner).base).send(boat('The boat')).expect(201)
  boatId = (body as { id: string }).id
}

const lamna = async () => {
  const [tenant] = await tenants.all('&q=Lamna')
  return tenant as TenantSummary
}

const verifyLamna = async () => tenants.verify({ tenantIds: [(await lamna()).id] })
const withoutTimes = (tenant: TenantSummary) => ({ ...tenant, verifiedAt: null, nextCheckAt: null })

beforeEach(() => {
  world.serves = () => true
})

describe('Mailboxes of a tenant (S3.37)', () => {
  it('are served by the tenant’s own provider where its probe works, and by the next one that works where not', async () => {
    expect(await lamna()).toMatchObject({ mailboxes: { status: 'pending', problem: { code: 'role_missing' } } })
    await connectBoat()
    await tenants.verify({ filter: { consent: 'granted' } })
    expect(await lamna()).toMatchObject({
      mailboxes: { status: 'working', servedBy: 'pilot', servedByName: 'Pilot', direct: false },
      readySince: expect.any(String) as unknown,
    })
    const direct = (await tenants.all('&mailboxes=working')).filter(({ mailboxes }) => mailboxes.direct)
    expect(direct).toHaveLength(23)
  })

  it.each([
    ['is away', () => notReachable({ service: 'api.pilot.example', reason: 'connection reset' }), 'not_reachable'],
    ['is refused its own sign-in', () => secretExpired({ clientId: 'boat' }), 'secret_expired'],
  ])('stay as they are while the provider that serves them %s, and say since when', async (_what, error, code) => {
    await verifyLamna()
    world.serves = () => {
      throw error()
    }
    await verifyLamna()
    const first = await lamna()
    expect(first.mailboxes).toMatchObject({
      status: 'working',
      servedBy: 'pilot',
      unreachableSince: expect.any(String) as unknown,
      problem: { code },
    })
    await verifyLamna()
    expect((await lamna()).mailboxes.unreachableSince).toBe(first.mailboxes.unreachableSince)
    world.serves = () => true
    await verifyLamna()
    expect((await lamna()).mailboxes).toMatchObject({ status: 'working', unreachableSince: null, problem: null })
  })

  it('are pending when it answers that it does not reach the tenant any more, with what to do in the tenant', async () => {
    world.serves = () => false
    await verifyLamna()
    expect((await lamna()).mailboxes).toMatchObject({
      status: 'pending',
      servedBy: null,
      problem: { code: 'role_missing' },
    })
  })
})

describe('Disconnecting a provider that serves tenants of others (0.2 #15, S3.57)', () => {
  const previewOf = async (id: string) => {
    const { body } = await owner.browser.get(`${connectionsOf(owner).base}/${id}/disconnect-preview`).expect(200)
    return body as { tenants: number; mailboxes: { id: string; name: string }[]; capabilities: string[] }
  }

  it('tells first which tenants lose what', async () => {
    await tenants.verify({ filter: { consent: 'granted' } })
    expect(await previewOf(boatId)).toEqual({
      tenants: 0,
      mailboxes: [
        { id: expect.any(String) as unknown, name: 'Lamna Healthcare' },
        { id: expect.any(String) as unknown, name: 'Wide World Importers' },
      ],
      capabilities: ['bulkConsent'],
    })
    expect(await previewOf(meridian.id)).toMatchObject({
      tenants: 51,
      mailboxes: [],
      capabilities: ['tenants', 'consent', 'people'],
    })
  })

  it.each([
    [
      'switched off with its provider',
      async () => {
        const put = (enabled: boolean) =>
          owner.browser.put(`${tenants.base}/providers/pilot`).send({ enabled }).expect(200)
        await put(false)
        return () => put(true)
      },
    ],
    ['switched off', (path: string) => owner.browser.post(`${path}/disable`).expect(200)],
    ['disconnected', (path: string) => owner.browser.delete(path).expect(204)],
  ])('makes those pending when it is %s, and changes nothing else', async (_how, leave) => {
    await owner.browser.post(`${connectionsOf(owner).base}/${boatId}/enable`)
    await tenants.verify({ filter: { consent: 'granted' } })
    const before = await tenants.all()
    const back = await leave(`${connectionsOf(owner).base}/${boatId}`)
    const after = await tenants.all()
    if (typeof back === 'function') await back()
    const served = before.filter(({ mailboxes }) => mailboxes.servedBy === 'pilot').map(({ id }) => id)
    expect(served).toHaveLength(2)
    for (const [index, tenant] of after.entries()) {
      const was = withoutTimes(before[index] as TenantSummary)
      if (!served.includes(tenant.id)) expect(withoutTimes(tenant)).toEqual(was)
      else {
        const { mailboxes, readySince, ...rest } = withoutTimes(tenant)
        expect(mailboxes).toMatchObject({ status: 'pending', servedBy: null, servedByName: null, problem: null })
        expect(readySince).toBeNull()
        expect(was).toMatchObject(rest)
      }
    }
    const { body } = await owner.browser
      .get(`${tenants.base}/audit?action=tenants.mailboxesDropped&limit=1`)
      .expect(200)
    const [entry] = (body as { items: { actor: object; details: { tenants: string[] } }[] }).items
    expect(entry?.actor).toMatchObject({ name: 'Ada' })
    expect(entry?.details.tenants.toSorted()).toEqual(served.toSorted())
  })

  it('leaves people and sign-in of those tenants working', async () => {
    const { body } = await owner.browser.post(`${tenants.base}/tenants/${(await lamna()).id}/try`).expect(200)
    const { users } = body as { users: { items: object[]; call: object } }
    expect(users.items.length).toBeGreaterThan(0)
    expect(users.call, 'it can be asked about at the provider (N21)').toMatchObject({
      operation: expect.stringMatching(/^GET graph\.microsoft\.com\/v1\.0\/users/) as string,
      requestId: expect.any(String) as string,
    })
  })
})

describe('A feature switched on later (C50)', () => {
  it('makes tenants partial that have not consented to its permissions, and consent given anew makes them whole', async () => {
    const [tenant] = (await tenants.all('&ready=true')).filter(({ own }) => !own)
    const app = simulator.apps.find(({ kind }) => kind === 'partner') as SimulatedApp
    simulator.tenant(tenant!.providerTenantId).withholdPermissions({
      clientId: app.clientId,
      permissions: ['Group.Read.All', 'Group.ReadWrite.All', 'Directory.Read.All'],
    })
    await tenants.verify({ tenantIds: [tenant!.id] })
    expect((await tenants.get(tenant!.id)).consent.status).toBe('granted')
    const sets = [...meridian.sets, 'groups']
    await owner.browser
      .patch(`${connectionsOf(owner).base}/${meridian.id}`)
      .send({ sets })
      .expect(200)
    await api.app.get(Ticks).run('tenants.due')
    await vi.waitFor(async () => expect((await tenants.get(tenant!.id)).consent.status).toBe('partial'), {
      timeout: 30_000,
    })
    simulator.tenant(tenant!.providerTenantId).grantAll({ clientId: app.clientId })
    await tenants.verify({ tenantIds: [tenant!.id] })
    expect((await tenants.get(tenant!.id)).consent.status).toBe('granted')
  })
})
