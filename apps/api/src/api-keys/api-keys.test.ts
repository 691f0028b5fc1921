import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKey, createOrganization, createOwner, join, type TestPerson } from '../../test/support/people.js'
import { startApp, type TestApp } from '../../test/support/start-app.js'
import { Database } from '../database/database.js'
import { roles } from '../roles/roles.js'
import { hashKey, isWellFormed, newKey } from './key-format.js'
import { PresentedKeys } from './presented-keys.js'

describe('API keys', () => {
  let api: TestApp
  let ada: TestPerson
  let home: string
  beforeAll(async () => {
    api = await startApp()
    ada = await createOwner(api)
    home = `/api/v1/organizations/${ada.organizationId}`
  })
  afterAll(() => api.close())

  const get = (path: string, key: string) => api.agent.get(path).set('authorization', `Bearer ${key}`)
  const create = (person: TestPerson, body: object) =>
    person.browser.post(`${home}/api-keys`).send({ name: 'A key', ...body })

  it('have a prefix and a checksum', () => {
    const key = newKey()
    expect(key).toMatch(/^tnt_[0-9A-Za-z]{30}_[0-9A-Za-z]{6}$/)
    expect(isWellFormed(key)).toBe(true)
    expect(newKey()).not.toBe(key)
  })

  it.each([
    ['one character is another', (key: string) => `tnt_${key[4] === 'a' ? 'b' : 'a'}${key.slice(5)}`],
    ['the end is missing', (key: string) => key.slice(0, -1)],
    ['two characters changed places', (key: string) => swap(key)],
    ['the prefix is missing', (key: string) => key.slice(4)],
    ['it is far too long', (key: string) => `${key}${'a'.repeat(100_000)}`],
  ])('are not well formed when %s (S-39)', (_, change) => {
    expect(isWellFormed(change(newKey()))).toBe(false)
  })

  it('that are misspelt are refused without asking the database (S-39)', async () => {
    const asked: string[] = []
    const watched = Object.assign(Object.create(api.database) as Database, {
      withPresented: (presented: { apiKeyHash: string }) => {
        asked.push(presented.apiKeyHash)
        return Promise.resolve(undefined)
      },
    })
    const keys = new PresentedKeys(watched)
    const unknown = newKey()
    expect(await keys.find(`${unknown}x`)).toBeUndefined()
    expect(await keys.find('anything else')).toBeUndefined()
    expect(asked).toEqual([])
    expect(await keys.find(unknown)).toBeUndefined()
    expect(asked).toEqual([hashKey(unknown)])
  })

  it('are shown once, and what is stored opens nothing (S-39)', async () => {
    const { key } = await createKey(ada, { role: 'auditor' })
    const list = await ada.browser.get(`${home}/api-keys`).expect(200)
    expect(list.body).toMatchObject({ items: [{ name: 'A key', prefix: key.slice(0, 12), createdBy: 'Ada' }] })
    expect(JSON.stringify(list.body)).not.toContain(key)
    const stored = await api.ownerDatabase.asOwner<{ key_hash: string }>(
      'select to_jsonb(k) as row, key_hash from api_keys k',
    )
    const log = await api.ownerDatabase.asOwner('select to_jsonb(e) from audit_events e')
    expect(JSON.stringify([stored, log])).not.toContain(key)
    for (const { key_hash: hash } of stored) await get(home, hash).expect(401)
  })

  it('may do exactly what their scopes say (S-39)', async () => {
    const { key } = await createKey(ada, { scopes: ['organization:read'] })
    await get(home, key).expect(200)
    const refused = await get(`${home}/members`, key).expect(403)
    expect(refused.body).toMatchObject({ code: 'not_permitted', detail: 'This key does not have members:read.' })
    await api.agent.patch(home).set('authorization', `Bearer ${key}`).send({ name: 'x' }).expect(403)
  })

  it('may do what their role may', async () => {
    const { key } = await createKey(ada, { role: 'auditor' })
    await get(`${home}/audit`, key).expect(200)
    await api.agent.patch(home).set('authorization', `Bearer ${key}`).send({ name: 'x' }).expect(403)
  })

  it('need no cookie and no header of ours to change something', async () => {
    const { key } = await createKey(ada, { role: 'owner' })
    const answer = await fetch(api.url + home, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: '{"kind":"company"}',
    })
    expect(answer.status).toBe(200)
  })

  it('reach one organization', async () => {
    const { key } = await createKey(ada, { role: 'owner' })
    const other = await createOrganization(ada)
    await get(`/api/v1/organizations/${other}`, key).expect(404)
    const { body } = await get('/api/v1/organizations', key).expect(200)
    expect((body as { items: { id: string }[] }).items.map(({ id }) => id)).toEqual([ada.organizationId])
  })

  it('are never a person', async () => {
    const { key } = await createKey(ada, { role: 'owner' })
    for (const path of ['/api/v1/session', '/api/v1/me/sessions']) {
      expect((await get(path, key).expect(403)).body).toMatchObject({ code: 'person_required' })
    }
    const made = api.agent.post('/api/v1/organizations').set('authorization', `Bearer ${key}`)
    await made.send({ name: 'Made by a key', kind: 'msp' }).expect(403)
  })

  it('give no more than who creates them has (S-39)', async () => {
    const admin = await join(api, ada, 'admin', 'Bo')
    expect((await create(admin, { role: 'owner' }).expect(403)).body).toMatchObject({ code: 'role_too_high' })
    await create(admin, { scopes: ['organization:write'] }).expect(403)
    await create(admin, { scopes: [...roles.admin.permissions] }).expect(201)
    const { key } = await createKey(ada, { scopes: ['apiKeys:write', 'members:read'] })
    const byKey = (body: object) =>
      api.agent
        .post(`${home}/api-keys`)
        .set('authorization', `Bearer ${key}`)
        .send({ name: 'Of a key', ...body })
    await byKey({ scopes: ['members:read'] }).expect(201)
    await byKey({ scopes: ['members:write'] }).expect(403)
    await byKey({ role: 'auditor' }).expect(403)
  })

  it.each([
    ['neither a role nor scopes', {}, 'scopes'],
    ['both a role and scopes', { role: 'admin', scopes: ['audit:read'] }, 'scopes'],
    ['a scope that does not exist', { scopes: ['everything'] }, 'scopes.0'],
    ['an end in the past', { role: 'admin', expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
    ['no name', { role: 'admin', name: '' }, 'name'],
  ])('are not made with %s', async (_, body, path) => {
    const answer = await create(ada, body).expect(422)
    expect(answer.body).toMatchObject({ errors: [{ path }] })
  })

  it('stop with the next request after being revoked (S-19)', async () => {
    const { id, key } = await createKey(ada, { role: 'auditor' })
    await get(home, key).expect(200)
    await ada.browser.delete(`${home}/api-keys/${id}`).expect(204)
    await get(home, key).expect(401)
    await ada.browser.delete(`${home}/api-keys/${id}`).expect(404)
  })

  it('stop when they expire', async () => {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
    const { id, key } = await createKey(ada, { role: 'auditor', expiresAt })
    await get(home, key).expect(200)
    await api.ownerDatabase.asOwner('update api_keys set expires_at = now() where id = $1', [id])
    await get(home, key).expect(401)
  })

  it('remember when they were last used, to the minute', async () => {
    const { id, key } = await createKey(ada, { role: 'auditor' })
    const lastUsed = async () =>
      (await api.ownerDatabase.asOwner<{ at: Date }>('select last_used_at as at from api_keys where id = $1', [id]))[0]
        ?.at
    expect(await lastUsed()).toBeNull()
    await get(home, key).expect(200)
    const first = await lastUsed()
    expect(first).toBeInstanceOf(Date)
    await get(home, key).expect(200)
    expect(await lastUsed()).toEqual(first)
    await api.ownerDatabase.asOwner(`update api_keys set last_used_at = now() - interval '61 seconds' where id = $1`, [
      id,
    ])
    await get(home, key).expect(200)
    expect((await lastUsed())?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? Infinity)
  })

  it('are in the log when made and when revoked (S-23)', async () => {
    const { id } = await createKey(ada, { name: 'Nightly export', role: 'auditor' })
    await ada.browser.delete(`${home}/api-keys/${id}`).expect(204)
    const rows = await api.ownerDatabase.asOwner(
      'select action, summary from audit_events where subject_id = $1 order by sequence',
      [id],
    )
    expect(rows).toEqual([
      { action: 'apiKey.created', summary: 'Ada created the API key Nightly export with the role auditor.' },
      { action: 'apiKey.revoked', summary: 'Ada revoked the API key Nightly export.' },
    ])
  })
})

function swap(key: string): string {
  const at = key.split('').findIndex((character, n) => n >= 4 && character !== key[n + 1])
  return key.slice(0, at) + (key[at + 1] ?? '') + (key[at] ?? '') + key.slice(at + 2)
}
