import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Connection } from '../src/connections/connections.dto.js'
import type { TenantSummary } from '../src/tenants/tenants.dto.js'
import { connectionsOf, type SimulatedApp } from './support/microsoft.js'
import { createOwner, type TestPerson } from './support/people.js'
import { startApp, type TestApp } from './support/start-app.js'
import { tenantsOf } from './support/tenants.js'

let simulator: Simulator
let api: TestApp
let owner: TestPerson
let connection: Connection
let tenants: ReturnType<typeof tenantsOf>

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'msp-50' })
  api = await startApp({ SIMULATOR_URL: simulator.url })
  owner = await createOwner(api)
  const app = simulator.apps.find(({ kind }) => kind === 'partner') as SimulatedApp
  const sets = ['users', 'groups', 'exchange', 'directory']
  connection = await connectionsOf(owner).connect(app, { kind: 'partnerApp', name: 'Meridian', sets })
  tenants = tenantsOf(owner)
})

afterAll(async () => {
  await api.close()
  await simulator.stop()
})

const tally = (items: TenantSummary[], key: (tenant: TenantSummary) => string) =>
  items.reduce<Record<string, number>>((counts, item) => ({ ...counts, [key(item)]: (counts[key(item)] ?? 0) + 1 }), {})

/** How far a tenant is in two words: its consent, and what is with its mailboxes. */
const statusOf = ({ consent, mailboxes }: TenantSummary) =>
  `${consent.status}, ${mailboxes.problem?.code ?? mailboxes.status}`

/** The partner itself, one whose relationship has ended, and one that is throttled after its sign-in. */
const ODD_AND_WORKING = ['Litware', 'Meridian Managed Services', 'Quarry Stone Works']
/** Three whose relationship lacks a role for consent, and two that never consented. */
const ODD_AND_PENDING = [
  'Consolidated Messenger',
  'Fincher Architects',
  'Vega Robotics',
  'Margies Travel',
  'Yellowhammer Farms',
]

describe('Finding tenants (S3.30, C6, C48)', () => {
  it('lists the partner’s own tenant and its fifty customers, new ones pending', async () => {
    const run = await tenants.sync(connection.id)
    expect(run).toMatchObject({ status: 'succeeded', total: 51, failed: 0 })
    const all = await tenants.all()
    expect(all).toHaveLength(51)
    expect(all.filter(({ own }) => own).map(({ name }) => name)).toEqual(['Meridian Managed Services'])
    expect(tally(all, ({ relationship }) => relationship.status)).toMatchObject({ none: 1, ended: 1 })
    expect(tally(all, ({ consent }) => consent.status)).toEqual({ pending: 51 })
  })

  it('are listed from either end, what has no value last', async () => {
    const names = async (query: string) => (await tenants.all(query)).map(({ name }) => name)
    expect(await names('&sort=name&descending=true')).toEqual((await names('&sort=name')).toReversed())
    for (const descending of [false, true]) {
      const ends = (await tenants.all(`&sort=relationshipEndsAt&descending=${descending}`)).map(
        ({ relationship }) => relationship.endsAt,
      )
      expect(ends.at(-1)).toBeNull()
      expect(ends[0]).not.toBeNull()
    }
  })

  it('changes nothing when it is done again', async () => {
    const before = await tenants.all()
    await tenants.sync(connection.id)
    expect(await tenants.all()).toEqual(before)
  })

  it('keeps the last list when a new one cannot be had whole', async () => {
    const before = await tenants.all()
    simulator.addFault({ kind: 'serverError', status: 503, path: '/tenantRelationships/delegatedAdminRelationships' })
    const run = await tenants.sync(connection.id)
    simulator.clearFaults()
    expect(run).toMatchObject({ status: 'failed', problem: { code: 'service_unavailable' } })
    expect(await tenants.all()).toEqual(before)
    const { body } = await owner.browser.get(`${tenants.base}/notices`).expect(200)
    const told = (body as { items: { kind: string; title: string }[] }).items.filter(
      ({ kind }) => kind === 'run.failed',
    )
    expect(told.map(({ title }) => title)).toEqual(['Listing tenants did not finish'])
  })

  it('sees before anyone clicks where no relationship gives a role for consent (S3.61)', async () => {
    const all = await tenants.all()
    const gaps = all.filter(({ relationship }) => relationship.lacksConsentRole && relationship.status !== 'ended')
    expect(gaps.map(({ name }) => name)).toEqual(['Consolidated Messenger', 'Fincher Architects', 'Vega Robotics'])
  })
})

describe('Verifying tenants', () => {
  it('finds out by signing in to each how far it is, and one failure stops no other', async () => {
    await tenants.sync(connection.id)
    const run = await tenants.verify({ filter: {} })
    expect(run.done).toBe(51)
    const all = await tenants.all()
    const of = (status: string) => all.filter((tenant) => statusOf(tenant) === status).map(({ name }) => name)
    expect(of('granted, role_missing')).toEqual(['Lamna Healthcare', 'Wide World Importers'])
    expect(of('granted, service_absent')).toEqual(['Birchwood Estates'])
    const ready = of('granted, working')
    expect(ready).toHaveLength(20 + ODD_AND_WORKING.length)
    expect(ready).toEqual(expect.arrayContaining(ODD_AND_WORKING))
    const pending = of('pending, app_not_found')
    expect(pending).toHaveLength(20 + ODD_AND_PENDING.length)
    expect(pending).toEqual(expect.arrayContaining(ODD_AND_PENDING))
    expect(all).toHaveLength(ready.length + pending.length + 3)
    expect(all.filter(({ readySince }) => readySince !== null)).toHaveLength(ready.length + 1)
    expect(all.filter(({ relationship }) => relationship.status === 'ended').map(({ name }) => name)).toEqual([
      'Quarry Stone Works',
    ])
  })

  it('finds the same when it is done again, and tells of it no second time', async () => {
    const before = await tenants.all()
    const entries = async () => {
      const { body } = await owner.browser.get(`${tenants.base}/audit?action=tenant&limit=1`).expect(200)
      return (body as { items: { sequence: number }[] }).items[0]?.sequence
    }
    const last = await entries()
    await tenants.verify({ filter: {} })
    expect((await tenants.all()).map(statusOf)).toEqual(before.map(statusOf))
    expect((await tenants.all()).map(({ readySince }) => readySince)).toEqual(
      before.map(({ readySince }) => readySince),
    )
    expect(await entries()).toBe(last)
  })

  it('tells apart in a run those where something went wrong', async () => {
    const [tenant, other] = await tenants.all('&stage=ready')
    simulator.addFault({ kind: 'serverError', status: 503, service: 'login', tenantId: tenant?.providerTenantId ?? '' })
    const { id } = await tenants.verify({ tenantIds: [tenant?.id, other?.id] })
    simulator.clearFaults()
    const itemsOf = async (withProblem: boolean) => {
      const { body } = await owner.browser.get(`${tenants.base}/tenant-runs/${id}/items?withProblem=${withProblem}`)
      return (body as { items: { tenantId: string }[] }).items.map(({ tenantId }) => tenantId)
    }
    expect(await itemsOf(true)).toEqual([tenant?.id])
    expect(await itemsOf(false)).toEqual([other?.id])
    await tenants.verify({ tenantIds: [tenant?.id] })
  })

  it('counts each tenant in one stage, and lists exactly those it counted', async () => {
    const { body } = await owner.browser.get(`${tenants.base}/tenant-counts`).expect(200)
    const { total, stages } = body as { total: number; stages: Record<string, number> }
    expect(Object.values(stages).reduce((sum, count) => sum + count)).toBe(total)
    for (const [stage, count] of Object.entries(stages)) {
      expect(await tenants.all(`&stage=${stage}`)).toHaveLength(count)
    }
    expect((await tenants.all('&stage=attention')).map(({ name }) => name)).toContain('Quarry Stone Works')
    expect((await tenants.all('&stage=ready')).every(({ readySince }) => readySince !== null)).toBe(true)
  })

  it('are a row for each connection that reaches them, each with a consent of its own (C8)', async () => {
    const app = simulator.apps.find(({ kind }) => kind === 'partner') as SimulatedApp
    const lean = await connectionsOf(owner).connect(app, { kind: 'partnerApp', name: 'Lean', sets: ['users'] })
    await tenants.sync(lean.id)
    const [here] = await tenants.all(`&q=Litware&connectionId=${connection.id}`)
    const [there] = await tenants.all(`&q=Litware&connectionId=${lean.id}`)
    expect(there).toMatchObject({ providerTenantId: here?.providerTenantId, slug: 'litware-2' })
    expect((await tenants.get(here!.id)).twins).toEqual([
      { id: there!.id, connectionId: lean.id, connectionName: 'Lean' },
    ])
    await tenants.verify({ tenantIds: [there!.id] })
    expect(await tenants.get(there!.id)).toMatchObject({
      consent: { status: 'granted' },
      mailboxes: { status: 'notRequired' },
    })
    expect((await tenants.get(there!.id)).consent.wanted).toBeLessThan(here!.consent.wanted)
    await owner.browser.delete(`${connectionsOf(owner).base}/${lean.id}`).expect(204)
    expect((await tenants.get(here!.id)).twins).toEqual([])
    expect(await tenants.all()).toHaveLength(51)
  })

  it('tells on Home what tenants need of someone, once for each kind of need (S3.61, S3.81)', async () => {
    const { body } = await owner.browser.get(`${tenants.base}/attention`).expect(200)
    const { items } = body as { items: { kind: string; severity: string; subject: object; detail: string }[] }
    const ofTenants = items.filter(({ subject }) => (subject as { kind: string }).kind !== 'connection')
    const quarry = (await tenants.all('&q=Quarry'))[0]
    expect(ofTenants).toContainEqual(
      expect.objectContaining({
        kind: 'relationshipEnded',
        severity: 'broken',
        subject: { kind: 'tenant', id: quarry?.id, name: 'Quarry Stone Works', count: 1 },
      }),
    )
    expect(ofTenants.find(({ kind }) => kind === 'roleGap')).toMatchObject({
      subject: { kind: 'tenants', id: 'roleGap', count: 3 },
      detail: expect.stringContaining('Consolidated Messenger, Fincher Architects and Vega Robotics.') as string,
    })
    expect(new Set(ofTenants.map(({ kind }) => kind)).size).toBe(ofTenants.length)
  })
})
