import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  createKey,
  createOrganization,
  createOwner,
  join,
  newBrowser,
  type TestPerson,
} from '../../test/support/people.js'
import { startApp, type TestApp } from '../../test/support/start-app.js'
import { newKey } from '../api-keys/key-format.js'
import { createDocument } from '../openapi/document.js'
import { permissionNames } from '../roles/permissions.js'

const STOLEN = '{"name":"Stolen"}'

describe('who sends a request', () => {
  let api: TestApp
  let ada: TestPerson
  let home: string
  beforeAll(async () => {
    api = await startApp()
    ada = await createOwner(api)
    home = `/api/v1/organizations/${ada.organizationId}`
  })
  afterAll(() => api.close())

  const cookieOf = async (person: TestPerson) => {
    const answer = await newBrowser(api)
      .post('/api/v1/session')
      .send({ email: person.email, password: person.password })
      .expect(200)
    return String(answer.headers['set-cookie']).split(';')[0] ?? ''
  }

  it.each([
    ['nothing', {}],
    ['an empty cookie', { cookie: 'tenantry_session=' }],
    ['a cookie of another name', { cookie: 'session=0123456789' }],
    ['a session that never was', { cookie: `tenantry_session=${'x'.repeat(43)}` }],
    ['a key that never was', { authorization: `Bearer ${newKey()}` }],
    ['a misspelt key', { authorization: `Bearer ${newKey()}x` }],
    ['an empty key', { authorization: 'Bearer ' }],
    ['a user name and password', { authorization: `Basic ${Buffer.from('ada@example.com:x').toString('base64')}` }],
    ['an organization in a header', { 'x-organization-id': 'ORGANIZATION' }],
    ['a user in a header', { 'x-user-id': 'USER', 'x-forwarded-user': 'ada@example.com' }],
  ])('is nobody, never someone by default, with %s (S-18)', async (_, headers) => {
    for (const path of [home, `${home}/members`, '/api/v1/organizations', '/api/v1/session']) {
      const request = newBrowser(api).get(path)
      for (const [name, value] of Object.entries(headers)) {
        void request.set(name, value.replace('ORGANIZATION', ada.organizationId).replace('USER', ada.id))
      }
      expect((await request.expect(401)).body).toMatchObject({ code: 'not_signed_in' })
    }
  })

  it('is not the session beside it when the key is wrong (S-18)', async () => {
    await newBrowser(api)
      .get(home)
      .set('cookie', await cookieOf(ada))
      .set('authorization', `Bearer ${newKey()}`)
      .expect(401)
  })

  it('has no role in an organization they do not belong to, which looks like one that is not there (S-18)', async () => {
    const stranger = await join(api, ada, 'admin', 'Stranger')
    const other = await createOrganization(ada)
    const foreign = await stranger.browser.get(`/api/v1/organizations/${other}`).expect(404)
    const guessed = await stranger.browser.get('/api/v1/organizations/00000000-0000-4000-8000-000000000000').expect(404)
    const { requestId: _, ...first } = foreign.body as Record<string, unknown>
    const { requestId: __, ...second } = guessed.body as Record<string, unknown>
    expect(first).toEqual(second)
  })

  it('loses a permission in the middle of a long list when their role changes (S-19)', async () => {
    const eve = await join(api, ada, 'admin', 'Eve')
    await createKey(ada, { name: 'First', role: 'auditor' })
    await createKey(ada, { name: 'Second', role: 'auditor' })
    const first = await eve.browser.get(`${home}/api-keys?limit=1`).expect(200)
    const { nextCursor } = first.body as { nextCursor: string }
    await ada.browser.patch(`${home}/members/${eve.id}`).send({ role: 'operator' }).expect(200)
    const second = await eve.browser.get(`${home}/api-keys?limit=1&cursor=${nextCursor}`).expect(403)
    expect(second.body).toMatchObject({
      code: 'not_permitted',
      detail: 'The role operator does not have apiKeys:read.',
      fix: 'Ask someone with the role owner or admin or auditor.',
    })
  })

  it('finds the organization gone with the next request after being removed (S-19)', async () => {
    const eve = await join(api, ada, 'admin', 'Eve Two')
    await eve.browser.get(home).expect(200)
    await ada.browser.delete(`${home}/members/${eve.id}`).expect(204)
    await eve.browser.get(home).expect(404)
    expect((await eve.browser.get('/api/v1/session').expect(200)).body).toMatchObject({ memberships: [] })
  })

  describe('from a page of another site (S-33)', () => {
    const json = { 'content-type': 'application/json' }
    const attacks: [string, Record<string, string>, string, string][] = [
      ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'name=Stolen', 'json_only'],
      ['a form with files', { 'content-type': 'multipart/form-data; boundary=x' }, '--x--', 'json_only'],
      ['a form as plain text', { 'content-type': 'text/plain' }, STOLEN, 'json_only'],
      ['a beacon', { 'content-type': 'text/plain;charset=UTF-8', 'x-tenantry': '1' }, STOLEN, 'json_only'],
      ['JSON without our header', json, STOLEN, 'cross_site_refused'],
      ['another value of our header', { ...json, 'x-tenantry': 'yes' }, STOLEN, 'cross_site_refused'],
      ['a script', { ...json, 'x-tenantry': '1', 'sec-fetch-site': 'cross-site' }, STOLEN, 'cross_site_refused'],
      ['a sibling site', { ...json, 'x-tenantry': '1', 'sec-fetch-site': 'same-site' }, STOLEN, 'cross_site_refused'],
    ]
    it.each(attacks)('%s changes nothing, whichever method it uses', async (_, headers, body, code) => {
      const before = await checksum(api)
      const cookie = await cookieOf(ada)
      const signedIn = await checksum(api)
      expect(signedIn).not.toBe(before)
      for (const [method, path] of [
        ['PATCH', home],
        ['PATCH', '/api/v1/me'],
        ['PUT', '/api/v1/me/password'],
        ['POST', '/api/v1/organizations'],
        ['POST', '/api/v1/session'],
        ['DELETE', '/api/v1/session'],
        ['DELETE', `${home}/members/${ada.id}`],
      ] as const) {
        const answer = await fetch(api.url + path, {
          method,
          headers: { cookie, ...headers },
          body,
        })
        expect(await answer.json()).toMatchObject({ code })
      }
      expect(await checksum(api)).toBe(signedIn)
    })

    it('changes nothing by reading, whatever it reads', async () => {
      const cookie = await cookieOf(ada)
      const before = await checksum(api)
      const { paths } = createDocument(api.app, 'test')
      const reads = Object.entries(paths).filter(([path, item]) => item.get && !path.endsWith('/events'))
      expect(reads.length).toBeGreaterThan(10)
      for (const [path] of reads) {
        const address = path
          .replace('{organizationId}', ada.organizationId)
          .replaceAll(/\{\w+\}/g, '00000000-0000-4000-8000-000000000000')
        const { status } = await fetch(api.url + address, { headers: { cookie } })
        expect([200, 404, 422]).toContain(status)
      }
      expect(await checksum(api)).toBe(before)
    })
  })

  it('is asked only for permissions that a role can have', () => {
    const { paths } = createDocument(api.app, 'test')
    const asked = Object.values(paths).flatMap((item) =>
      Object.values(item as Record<string, { 'x-permission'?: string }>).flatMap((operation) =>
        operation['x-permission'] === undefined ? [] : [operation['x-permission']],
      ),
    )
    expect(asked.filter((permission) => !permissionNames.some((name) => name === permission))).toEqual([])
  })
})

/** Everything in the database but the notes on when someone or something was last here. */
async function checksum(api: TestApp): Promise<string> {
  const tables = await api.ownerDatabase.asOwner<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  )
  const sums: string[] = []
  for (const { name } of tables) {
    const [row] = await api.ownerDatabase.asOwner<{ sum: string | null }>(
      `select md5(string_agg((to_jsonb(t) - 'last_seen_at' - 'last_used_at')::text, '|' order by t::text)) as sum
       from ${name} t`,
    )
    sums.push(`${name} ${row?.sum ?? 'empty'}`)
  }
  return sums.join('\n')
}
