import { randomUUID } from 'node:crypto'
import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SYSTEM } from '../src/audit/audit.js'
import { Notices } from '../src/notifications/notices.js'
import { Outbox } from '../src/notifications/outbox.js'
import { ResourceCatalogue } from '../src/snapshots/resource-catalogue.js'
import { SnapshotTaker } from '../src/snapshots/snapshot-taker.js'
import { storeList } from '../src/tenants/tenant-list.js'
import { connectionsOf } from './support/microsoft.js'
import { createKey, createOrganization, createOwner, join, type TestPerson } from './support/people.js'
import { sampleOf, type Schema } from './support/sample-of.js'
import { startApp, type TestApp } from './support/start-app.js'

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

interface Operation {
  parameters?: { name: string; in: string; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
}

interface OpenApi {
  paths: Record<string, Partial<Record<Method, Operation>>>
  components: { schemas: Record<string, Schema> }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** What stands in addresses where no id does. */
const WORDS: ReadonlyMap<string, string> = new Map([['format', 'json']])

/** What an answer says, without what names the exchange. */
interface Told {
  status: number
  body: unknown
}

/**
 * Generated from the OpenAPI document, so a new operation is tried by itself: Eve, who owns an organization of her own, asks for
 * what belongs to Ada’s, and for what belongs to nobody.
 */
describe('every operation, asked by somebody from another organization (S-15)', () => {
  let api: TestApp
  let simulator: Simulator
  let ada: TestPerson
  let eve: TestPerson
  let evesOrganization: string
  let document: OpenApi
  /** Ids in Ada’s organization by the address that they fill, from left to right, e.g. `…/connections/{connectionId}`. */
  const adasIds = new Map<string, string[]>()
  /** What is the same in all organizations, and so nobody’s: ids of providers and what they bring, and words. */
  const shared = new Set<string>(WORDS.values())

  beforeAll(async () => {
    simulator = await startSimulator({ scenario: 'one-healthy-tenant' })
    api = await startApp({ ROLE: 'api', SIMULATOR_URL: simulator.url })
    ada = await createOwner(api)
    evesOrganization = await createOrganization(ada, 'Eve’s')
    eve = await join(api, ada, 'owner', 'Eve', evesOrganization)
    await eve.browser.delete(`/api/v1/organizations/${evesOrganization}/members/${ada.id}`).expect(204)

    await join(api, ada, 'operator', 'Bo')
    await createKey(ada, { role: 'auditor' })
    await ada.browser
      .post(`/api/v1/organizations/${ada.organizationId}/invitations`)
      .send({ email: 'cy@example.com', role: 'auditor' })
      .expect(201)
    const [app] = simulator.apps
    if (!app) throw new Error('The simulated cloud has no app')
    for (const organizationId of [ada.organizationId, evesOrganization]) {
      const person = organizationId === evesOrganization ? eve : ada
      await person.browser.put(`/api/v1/organizations/${organizationId}/providers/microsoft`).send({ enabled: true })
    }
    const { id: connectionId } = await connectionsOf(ada).connect(app)
    await giveTenant(connectionId)
    await giveMessage()
    await giveCompliance()

    document = (await api.agent.get('/api/openapi.json').expect(200)).body as OpenApi
    await findIds()
  }, 120_000)
  afterAll(async () => {
    await api.close()
    await simulator.stop()
  })

  const operations = () =>
    Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ path, method: method as Method, operation })),
    )

  /** A tenant, a run that waits, a handover link and a group: nobody works in this process. */
  async function giveTenant(connectionId: string): Promise<void> {
    const base = `/api/v1/organizations/${ada.organizationId}`
    const tenant = { tenantId: randomUUID(), name: 'Customer', domains: [], own: false, relationships: [] }
    const { appeared } = await api.database.inOrganization(ada.organizationId, (tx) =>
      storeList(tx, { organizationId: ada.organizationId, connectionId }, [tenant], new Date()),
    )
    await ada.browser.post(`${base}/connections/${connectionId}/tenant-syncs`).expect(202)
    await ada.browser.post(`${base}/tenant-verifications`).send({ filter: {} }).expect(202)
    await ada.browser
      .post(`${base}/handover-links`)
      .send({ tenantIds: appeared.map(({ id }) => id) })
      .expect(201)
    await ada.browser.post(`${base}/tenant-groups`).send({ name: 'Gold' }).expect(201)
  }

  /** A rule, and a message of it that nobody sends. */
  async function giveMessage(): Promise<void> {
    await ada.browser
      .post(`/api/v1/organizations/${ada.organizationId}/notification-rules`)
      .send({
        name: 'Everything',
        addresses: ['ada@example.com'],
        roles: [],
        severity: 'info',
        kinds: [],
        tenantGroupIds: [],
        timing: { kind: 'immediate' },
        timeZone: 'UTC',
        quiet: null,
      })
      .expect(201)
    await api.database.inOrganization(ada.organizationId, (tx) =>
      api.app
        .get(Notices)
        .record(tx, 'consent.revoked', { kind: 'tenant', id: randomUUID(), name: 'Customer' }, { missing: [] }),
    )
    await api.app.get(Outbox).gather(ada.organizationId, new Date())
  }

  /** What people decide about controls, a snapshot of one resource, and an assessment that waits. */
  async function giveCompliance(): Promise<void> {
    const base = `/api/v1/organizations/${ada.organizationId}`
    const { body: tenants } = await ada.browser.get(`${base}/tenants`).expect(200)
    const { body: work } = await ada.browser.get(`${base}/compliance/manual?limit=1`).expect(200)
    const tenantIds = (tenants as { items: { id: string }[] }).items.map(({ id }) => id)
    const [manual] = (work as { items: { control: { id: string } }[] }).items
    const control = manual?.control.id
    const soon = new Date(Date.now() + 86_400_000).toISOString()
    const give = (path: string, body: object) => ada.browser.post(`${base}/${path}`).send(body).expect(201)
    await give('exceptions', { control, tenantIds, reason: 'r', compensatingControl: 'c', expiresAt: soon })
    await give('attestations', { control, tenantIds, verdict: 'pass', statement: 's', validUntil: soon })
    await give('questions', { name: 'Who?', definition: { tag: 'vip' } })
    await give('assessment-schedules', { name: 'Nightly', cron: '0 3 * * *', timeZone: 'UTC', tenantIds })
    await ada.browser.post(`${base}/assessments`).send({ tenantIds }).expect(202)
    const [resource] = api.app.get(ResourceCatalogue).all()
    await api.app.get(SnapshotTaker).take(ada.organizationId, tenantIds[0] ?? '', {
      source: 'manual',
      startedBy: SYSTEM,
      signal: new AbortController().signal,
      resources: [resource?.id ?? ''],
    })
  }

  /** Asks every collection for the id of what it holds, as its owner: outer ones first, since they lead to the inner ones. */
  async function findIds(): Promise<void> {
    const prefixes = new Set(operations().flatMap(({ path }) => prefixesOf(path)))
    for (const prefix of [...prefixes].toSorted((one, other) => one.split('{').length - other.split('{').length)) {
      const [, collection = '', name = ''] = /^(.*)\/\{(\w+)\}$/.exec(prefix) ?? []
      const around = idsAround(collection)
      if (!around || name === 'token') continue
      const word = WORDS.get(name)
      if (word !== undefined) {
        adasIds.set(prefix, [...around, word])
        continue
      }
      const { body, status } = await ada.browser.get(fill(collection, ada.organizationId, around))
      expect(status, collection).toBe(200)
      const id = idsIn(body, name).find((one) => one !== ada.id)
      if (id === undefined) continue
      adasIds.set(prefix, [...around, id])
      if (around.length > 0) continue
      const { body: eves } = await eve.browser.get(fill(collection, evesOrganization, [])).expect(200)
      if (idsIn(eves, name).includes(id)) shared.add(id)
    }
  }

  /** Every beginning of an address that ends with an id inside an organization. */
  const prefixesOf = (path: string) =>
    [...path.matchAll(/\{\w+\}/g)]
      .map(({ 0: { length }, index }) => path.slice(0, index + length))
      .filter((prefix) => /\{organizationId\}.*\{/.test(prefix))

  const idsIn = (body: unknown, name: string) =>
    (body as { items: Record<string, string | number>[] }).items.map((item) =>
      String(item[name] ?? item['id'] ?? item['number']),
    )

  /** The ids that fill an address; undefined when one of them is not known. */
  function idsAround(path: string): string[] | undefined {
    const prefix = /^.*\{\w+\}/.exec(path)?.[0] ?? ''
    return prefix.endsWith('{organizationId}') ? [] : adasIds.get(prefix)
  }

  async function ask(person: TestPerson, method: Method, path: string, operation: Operation): Promise<Told> {
    const schema = operation.requestBody?.content['application/json']?.schema
    const request = person.browser[method](path).timeout(20_000)
    const { status, body } = await (schema
      ? request.send(sampleOf(schema, document.components.schemas) as object)
      : request)
    const { requestId: _, ...told } = (body ?? {}) as Record<string, unknown>
    return { status, body: told }
  }

  function fill(path: string, organizationId: string, ids: readonly string[]): string {
    const left = [...ids]
    return path.replace('{organizationId}', organizationId).replaceAll(/\{\w+\}/g, () => left.shift() ?? '')
  }

  it('finds an id for every address that has one', () => {
    for (const prefix of operations().flatMap(({ path }) => prefixesOf(path))) {
      expect([...adasIds.keys()], `nothing of Ada’s at ${prefix}: let this test make one`).toContain(prefix)
    }
  })

  it('is told the same of Ada’s organization as of one that does not exist', async () => {
    const guessed = randomUUID()
    for (const { path, method, operation } of operations().filter((one) => one.path.includes('{organizationId}'))) {
      const ids = idsAround(path) ?? []
      const foreign = await ask(eve, method, fill(path, ada.organizationId, ids), operation)
      const nobodys = await ask(eve, method, fill(path, guessed, ids), operation)
      expect(foreign, `${method} ${path}`).toMatchObject({ status: 404, body: { code: 'not_found' } })
      expect(foreign, `${method} ${path}`).toEqual(nobodys)
    }
  }, 120_000)

  it('is told the same of what is Ada’s as of what does not exist, inside an organization of their own', async () => {
    const before = await adasState()
    for (const { path, method, operation } of operations()) {
      const ids = idsAround(path) ?? []
      const [outermost] = ids
      if (outermost === undefined || shared.has(outermost)) continue
      const nobody = ids.map((id) => (shared.has(id) ? id : randomUUID()))
      const foreign = await ask(eve, method, fill(path, evesOrganization, ids), operation)
      const nobodys = await ask(eve, method, fill(path, evesOrganization, nobody), operation)
      expect(foreign.status, `${method} ${path}`).toBe(404)
      expect(foreign, `${method} ${path}`).toEqual(nobodys)
    }
    expect(await adasState()).toEqual(before)
  }, 120_000)

  it('finds nothing of Ada’s by filtering for it', async () => {
    const ids = [...new Set([...adasIds.values()].flat())].filter((id) => UUID.test(id) && !shared.has(id))
    for (const { path, operation } of operations().filter((one) => one.method === 'get')) {
      const filters = (operation.parameters ?? []).filter(
        // A filter with fixed words takes no id.
        ({ in: where, name, schema }) => where === 'query' && !/limit|cursor/.test(name) && !schema.enum,
      )
      for (const { name } of path.includes('{organizationId}') ? filters : []) {
        const address = `${fill(path, evesOrganization, idsAround(path) ?? [])}?${name}=`
        // An answer may repeat what it was asked for.
        const told = async (one: string) =>
          JSON.stringify(await ask(eve, 'get', address + one, operation)).replaceAll(one, 'it')
        const nobodys = await told(randomUUID())
        for (const id of ids) expect(await told(id), address).toEqual(nobodys)
      }
    }
  }, 240_000)

  /** Everything of Ada’s organization as it is at rest, but for what tells when someone was last here. */
  async function adasState(): Promise<unknown> {
    const tables = await api.ownerDatabase.asOwner<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relkind = 'r' and a.attname = 'organization_id' and c.relname not in ('memberships', 'call_log') order by 1`,
    )
    return Promise.all(
      tables.map(async ({ name }) => ({
        name,
        rows: await api.ownerDatabase.asOwner(
          `select to_jsonb(t) as row from ${name} t where organization_id = $1 order by 1`,
          [ada.organizationId],
        ),
      })),
    )
  }
})
