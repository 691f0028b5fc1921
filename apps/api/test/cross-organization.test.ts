import { randomUUID } from 'node:crypto'
import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Notices } from '../src/notifications/notices.js'
import { Outbox } from '../src/notifications/outbox.js'
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
  /** Ids in Ada’s organization by the address they end, e.g. `…/connections/{connectionId}`. */
  const adasIds = new Map<string, string>()

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

  /** Asks every collection for the id of what it holds, as its owner. */
  async function findIds(): Promise<void> {
    for (const path of Object.keys(document.paths)) {
      const address = /^(.*)\/\{(\w+)\}/.exec(path.replace('{organizationId}', ada.organizationId))
      const [, collection = '', name = ''] = address ?? []
      const prefix = /^.*\{\w+\}/.exec(path)?.[0] ?? ''
      if (!address || name === 'token' || adasIds.has(prefix) || collection.includes('{')) continue
      const { body } = await ada.browser.get(collection).expect(200)
      const items = (body as { items: Record<string, string>[] }).items
      const found = items.find((item) => (item[name] ?? item['id']) !== ada.id)
      const id = found?.[name] ?? found?.['id']
      if (id) adasIds.set(prefix, id)
    }
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

  const fill = (path: string, organizationId: string, id: string) =>
    path.replace('{organizationId}', organizationId).replaceAll(/\{\w+\}/g, id)

  it('finds an id for every address that has one', () => {
    const prefixes = operations().flatMap(
      ({ path }) => /^.*\{\w+\}/.exec(path.replace('{organizationId}', ''))?.[0] ?? [],
    )
    for (const prefix of prefixes.filter((one) => !one.includes('{token}'))) {
      const known = [...adasIds.keys()].map((key) => key.replace('{organizationId}', ''))
      expect(known, `nothing of Ada’s at ${prefix}: let this test make one`).toContain(prefix)
    }
  })

  it('is told the same of Ada’s organization as of one that does not exist', async () => {
    const guessed = randomUUID()
    for (const { path, method, operation } of operations().filter((one) => one.path.includes('{organizationId}'))) {
      const id = adasIds.get(/^.*\{\w+\}/.exec(path)?.[0] ?? '') ?? ''
      const foreign = await ask(eve, method, fill(path, ada.organizationId, id), operation)
      const nobodys = await ask(eve, method, fill(path, guessed, id), operation)
      expect(foreign, `${method} ${path}`).toMatchObject({ status: 404, body: { code: 'not_found' } })
      expect(foreign, `${method} ${path}`).toEqual(nobodys)
    }
  }, 120_000)

  it('is told the same of what is Ada’s as of what does not exist, inside an organization of their own', async () => {
    const before = await adasState()
    for (const { path, method, operation } of operations()) {
      const prefix = /^.*\{\w+\}/.exec(path)?.[0] ?? ''
      const id = adasIds.get(prefix)
      if (!id || (await isShared(prefix, id))) continue
      const foreign = await ask(eve, method, fill(path, evesOrganization, id), operation)
      const nobodys = await ask(eve, method, fill(path, evesOrganization, randomUUID()), operation)
      expect(foreign.status, `${method} ${path}`).toBe(404)
      expect(foreign, `${method} ${path}`).toEqual(nobodys)
    }
    expect(await adasState()).toEqual(before)
  }, 120_000)

  it('finds nothing of Ada’s by filtering for it', async () => {
    const ids = [...adasIds.values()]
    for (const { path, operation } of operations().filter((one) => one.method === 'get')) {
      const filters = (operation.parameters ?? []).filter(
        // A filter with fixed words takes no id.
        ({ in: where, name, schema }) => where === 'query' && !/limit|cursor/.test(name) && !schema.enum,
      )
      for (const { name } of path.includes('{organizationId}') ? filters : []) {
        for (const id of ids) {
          const address = fill(path, evesOrganization, id)
          const foreign = await ask(eve, 'get', `${address}?${name}=${id}`, operation)
          const nobodys = await ask(eve, 'get', `${address}?${name}=${nobodysLike(id)}`, operation)
          if (!(await isShared(/^.*\{\w+\}/.exec(path)?.[0] ?? '', id))) expect(foreign, address).toEqual(nobodys)
        }
      }
    }
  }, 120_000)

  const nobodysLike = (id: string) => (/^[0-9a-f-]{36}$/.test(id) ? randomUUID() : `${id}x`)

  /** Providers are the same for all organizations: their ids are nobody’s. */
  async function isShared(prefix: string, id: string): Promise<boolean> {
    const collection = fill(prefix.replace(/\/\{\w+\}$/, ''), evesOrganization, '')
    const { body } = await eve.browser.get(collection)
    const items = (body as { items?: Record<string, string>[] }).items ?? []
    return items.some((item) => Object.values(item).includes(id))
  }

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
