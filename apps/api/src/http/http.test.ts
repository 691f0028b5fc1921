import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKey, createOwner, newBrowser, type TestPerson } from '../../test/support/people.js'
import { startApp, type TestApp } from '../../test/support/start-app.js'

describe('every answer', () => {
  let api: TestApp
  let owner: TestPerson
  beforeAll(async () => {
    api = await startApp()
    owner = await createOwner(api)
  })
  afterAll(() => api.close())

  it('carries the headers that confine a browser (S-34)', async () => {
    const { headers } = await api.agent.get('/api/v1/setup').expect(200)
    const policy = String(headers['content-security-policy'])
    for (const rule of [
      "default-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ]) {
      expect(policy).toContain(rule)
    }
    expect(policy).not.toContain('unsafe')
    expect(policy).not.toContain('upgrade-insecure-requests')
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    expect(headers).not.toHaveProperty('strict-transport-security')
    expect(headers).not.toHaveProperty('x-powered-by')
  })

  it('asks browsers for TLS from then on when the public address has it (S-34)', async () => {
    const secure = await startApp({ PUBLIC_URL: 'https://tenantry.example.com' })
    const { headers } = await secure.agent.get('/api/v1/setup').expect(200)
    expect(headers['strict-transport-security']).toBe('max-age=31536000')
    expect(headers['content-security-policy']).toContain('upgrade-insecure-requests')
    await secure.close()
  })

  it.each([['x'], ['a b c d e f g h'], ['<script>alert(1)</script>'], ['y'.repeat(65)]])(
    'does not repeat the request id %s',
    async (given) => {
      const { headers } = await api.agent.get('/api/health/live').set('x-request-id', given)
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    },
  )

  describe('to a request that changes something', () => {
    const post = (path = '/api/v1/session') => newBrowser(api).post(path)

    it.each([
      ['text/plain', '{"email":"a@b.c","password":"x"}'],
      ['application/x-www-form-urlencoded', 'email=a%40b.c&password=x'],
      ['multipart/form-data; boundary=x', '--x--'],
    ])('refuses a body of type %s (S-33, S-51)', async (type, body) => {
      const answer = await post().set('content-type', type).send(body).expect(415)
      expect(answer.body).toMatchObject({ code: 'json_only' })
    })

    it.each([
      ['without our header', {}, { 'x-tenantry': '' }],
      ['from another site', {}, { 'sec-fetch-site': 'cross-site' }],
      ['from a sister site', {}, { 'sec-fetch-site': 'same-site' }],
    ])('refuses one %s (S-33)', async (_, body, headers) => {
      const answer = await owner.browser.post('/api/v1/organizations').set(headers).send(body).expect(403)
      expect(answer.body).toMatchObject({ code: 'cross_site_refused' })
    })

    it('needs no such header with an API key, which no browser sends by itself (S-33)', async () => {
      const { key } = await createKey(owner, { role: 'owner' })
      const answer = await fetch(`${api.url}/api/v1/organizations/${owner.organizationId}`, {
        method: 'PATCH',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: '{"name":"Engines"}',
      })
      expect(answer.status).toBe(200)
    })

    it.each([
      ['broken JSON', '{"a":', 400, 'body_unreadable'],
      ['a bare value', '"text"', 400, 'body_unreadable'],
      ['many levels', `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`, 400, 'body_unreadable'],
      ['very many levels', '['.repeat(500_000), 400, 'body_unreadable'],
      ['a poisoned prototype', '{"__proto__":{"admin":true}}', 400, 'body_unreadable'],
      ['ten megabytes', JSON.stringify({ a: 'x'.repeat(10_000_000) }), 413, 'body_too_large'],
    ])('refuses %s (S-51)', async (_, body, status, code) => {
      const answer = await post().set('content-type', 'application/json').send(body).expect(status)
      expect(answer.body).toMatchObject({ code })
      expect(({} as { admin?: boolean }).admin).toBeUndefined()
    })

    it('refuses a small body that unpacks to a huge one (S-51)', async () => {
      const bomb = gzipSync(JSON.stringify({ a: 'x'.repeat(20_000_000) }))
      const answer = await fetch(`${api.url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip', 'x-tenantry': '1' },
        body: bomb,
      })
      expect(answer.status).toBe(413)
    })

    it('says field by field what is not right', async () => {
      const answer = await post().send({ email: 5 }).expect(422)
      expect(answer.body).toMatchObject({
        code: 'validation_failed',
        errors: expect.arrayContaining([expect.objectContaining({ path: 'email' })]) as unknown,
      })
    })
  })
})

describe('reading', () => {
  it('changes nothing: a sweep over every GET leaves the database as it was (S-33)', async () => {
    const api = await startApp()
    const owner = await createOwner(api)
    const state = async () => {
      const tables = await api.ownerDatabase.asOwner<{ name: string }>(
        `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
      )
      const sums = tables.map(
        ({ name }) =>
          `select '${name}' as name, md5(coalesce(string_agg(t::text, '' order by t::text), '')) as sum from ${name} t`,
      )
      return api.ownerDatabase.asOwner(sums.join(' union all '))
    }
    const { body } = await api.agent.get('/api/openapi.json').expect(200)
    const paths = Object.entries((body as { paths: Record<string, object> }).paths)
    const readable = paths.filter(([path, item]) => 'get' in item && !path.endsWith('/events')).map(([path]) => path)
    const sweep = async () => {
      for (const path of readable) {
        await owner.browser.get(path.replace('{organizationId}', owner.organizationId).replaceAll(/\{\w+\}/g, owner.id))
      }
    }
    await sweep() // When someone was last here is noted at most once a minute.
    const before = await state()
    await sweep()
    expect(await state()).toEqual(before)
    expect(readable.length).toBeGreaterThan(10)
    await api.close()
  }, 120_000)
})
