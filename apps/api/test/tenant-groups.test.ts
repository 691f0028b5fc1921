import { randomUUID } from 'node:crypto'
import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TenantGroup } from '../src/tenants/tenant-groups.dto.js'
import type { TenantSummary } from '../src/tenants/tenants.dto.js'
import { connectionsOf, type SimulatedApp } from './support/microsoft.js'
import { createOrganization, createOwner, join, type TestPerson } from './support/people.js'
import { startApp, type TestApp } from './support/start-app.js'
import { tenantsOf } from './support/tenants.js'

let simulator: Simulator
let api: TestApp
let owner: TestPerson
let tenants: ReturnType<typeof tenantsOf>
let all: TenantSummary[]

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'msp-50' })
  api = await startApp({ SIMULATOR_URL: simulator.url })
  owner = await createOwner(api)
  const app = simulator.apps.find(({ kind }) => kind === 'partner') as SimulatedApp
  const connection = await connectionsOf(owner).connect(app, { kind: 'partnerApp', name: 'Meridian', sets: ['users'] })
  tenants = tenantsOf(owner)
  await tenants.sync(connection.id)
  all = await tenants.all()
})

afterAll(async () => {
  await api.close()
  await simulator.stop()
})

const idsOf = (count: number, from = 0) => all.slice(from, from + count).map(({ id }) => id)
const edit = (body: object, person = owner, base = tenants.base) =>
  person.browser.post(`${base}/tenant-edits`).send(body)

async function makeGroup(name: string, tenantIds: string[] = []): Promise<TenantGroup> {
  const { body } = await owner.browser.post(`${tenants.base}/tenant-groups`).send({ name, tenantIds }).expect(201)
  return body as TenantGroup
}

describe('Groups of tenants (C47)', () => {
  it('are made with their tenants, and lists can be narrowed to them', async () => {
    const group = await makeGroup('Gold', idsOf(3))
    expect(group).toMatchObject({ name: 'Gold', tenants: 3 })
    const inIt = await tenants.all(`&groupId=${group.id}`)
    expect(inIt.map(({ id }) => id).toSorted()).toEqual(idsOf(3).toSorted())
    expect(inIt[0]?.groups).toEqual([{ id: group.id, name: 'Gold' }])
  })

  it('are renamed and deleted; their tenants stay', async () => {
    const group = await makeGroup('Sliver', idsOf(2))
    const path = `${tenants.base}/tenant-groups/${group.id}`
    const { body } = await owner.browser.patch(path).send({ name: 'Silver' }).expect(200)
    expect(body).toMatchObject({ name: 'Silver', tenants: 2 })
    await owner.browser.delete(path).expect(204)
    await owner.browser.get(path).expect(404)
    expect(await tenants.all()).toHaveLength(all.length)
  })

  it('have names of their own', async () => {
    await makeGroup('Bronze')
    const taken = await owner.browser.post(`${tenants.base}/tenant-groups`).send({ name: 'Bronze' }).expect(409)
    expect(taken.body).toMatchObject({ code: 'group_name_taken' })
  })

  it('are changed by those who run tenants, and by nobody who may only look', async () => {
    const operator = await join(api, owner, 'operator', 'Grace')
    const auditor = await join(api, owner, 'auditor', 'Mary')
    const post = (person: TestPerson) =>
      person.browser.post(`${tenants.base}/tenant-groups`).send({ name: `Of ${person.name}` })
    await post(operator).expect(201)
    await post(auditor).expect(403)
    await auditor.browser.get(`${tenants.base}/tenant-groups`).expect(200)
  })
})

describe('Changing many tenants at once', () => {
  it('adds and removes tags and groups of those that are named', async () => {
    const group = await makeGroup('Pilot')
    const tenantIds = idsOf(5)
    await edit({ tenantIds, tags: { add: ['vip', 'north'] }, groups: { add: [group.id] } }).expect(200, { tenants: 5 })
    await edit({ tenantIds: idsOf(2), tags: { add: ['vip'], remove: ['north'] }, groups: { remove: [group.id] } })
    expect(await tenants.all('&tag=vip')).toHaveLength(5)
    expect((await tenants.all('&tag=north')).map(({ id }) => id).toSorted()).toEqual(idsOf(3, 2).toSorted())
    expect(await tenants.all(`&groupId=${group.id}`)).toHaveLength(3)
  })

  it('reaches all that match a filter', async () => {
    const { body } = await edit({ filter: { relationship: 'ended' }, tags: { add: ['leaving'] } }).expect(200)
    expect(body).toEqual({ tenants: (await tenants.all('&relationship=ended')).length })
    expect((await tenants.all('&tag=leaving')).every(({ relationship }) => relationship.status === 'ended')).toBe(true)
  })

  it('keeps to twenty tags a tenant, and changes nothing where one would have more', async () => {
    const tags = Array.from({ length: 20 }, (_, index) => `tag-${index}`)
    await edit({ tenantIds: idsOf(1, 10), tags: { add: tags } }).expect(200)
    await edit({ tenantIds: idsOf(2, 10), tags: { add: ['one-more'] } }).expect(422)
    expect(await tenants.all('&tag=one-more')).toEqual([])
  })

  it('puts no tenant into a group of another organization, nor a tenant of another into a group (S-15)', async () => {
    const group = await makeGroup('Ours')
    const elsewhere = await createOrganization(owner, 'Elsewhere')
    const foreign = `/api/v1/organizations/${elsewhere}`
    const { body } = await owner.browser.post(`${foreign}/tenant-groups`).send({ name: 'Theirs' }).expect(201)
    const theirs = (body as TenantGroup).id
    await edit({ tenantIds: idsOf(1), groups: { add: [theirs] } }).expect(404)
    const given = { name: 'Trick', tenantIds: idsOf(2) }
    const made = await owner.browser.post(`${foreign}/tenant-groups`).send(given).expect(201)
    expect(made.body).toMatchObject({ tenants: 0 })
    await edit({ tenantIds: idsOf(1), groups: { add: [group.id, randomUUID()] } }).expect(404)
    expect(await tenants.all(`&groupId=${group.id}`)).toEqual([])
  })

  it('is in the audit log with the tenants it touched', async () => {
    await edit({ tenantIds: idsOf(4), tags: { add: ['audited'] } }).expect(200)
    const { body } = await owner.browser.get(`${tenants.base}/audit?action=tenants.edited&limit=1`).expect(200)
    const [entry] = (body as { items: { details: object; requestId: string }[] }).items
    expect(entry?.details).toMatchObject({ tenants: idsOf(4), tags: { add: ['audited'] } })
    expect(entry?.requestId).toEqual(expect.any(String))
  })
})

describe('What can be done in tenants', () => {
  it('is told capability by capability, with the connections that have it', async () => {
    const { body } = await owner.browser.get(`${tenants.base}/capabilities`).expect(200)
    const meridian = { name: 'Meridian', providerId: 'microsoft', providerName: 'Microsoft', kind: 'partnerApp' }
    expect(body).toMatchObject({
      tenants: { connections: [meridian], available: [] },
      consent: { connections: [meridian] },
      mailboxes: { connections: [meridian] },
      bulkConsent: { connections: [] },
    })
  })

  it('names the providers that would bring it where nothing is connected', async () => {
    const elsewhere = await createOrganization(owner, 'Unconnected')
    const { body } = await owner.browser.get(`/api/v1/organizations/${elsewhere}/capabilities`).expect(200)
    expect(body).toMatchObject({
      tenants: {
        connections: [],
        available: expect.arrayContaining([expect.objectContaining({ providerName: 'Microsoft' })]) as unknown,
      },
    })
  })
})
