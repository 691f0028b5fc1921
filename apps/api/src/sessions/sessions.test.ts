import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOwner, join, newBrowser, PASSWORD, type Browser, type TestPerson } from '../../test/support/people.js'
import { startApp, type TestApp } from '../../test/support/start-app.js'

interface Answer {
  headers: Record<string, unknown>
}

/** The cookie an answer sets, as `name=value` and its attributes. */
function cookieOf(answer: Answer): { pair: string; attributes: string[] } {
  const [pair = '', ...attributes] = String(answer.headers['set-cookie']).split('; ')
  return { pair, attributes }
}

describe('sessions', () => {
  let api: TestApp
  let ada: TestPerson
  beforeAll(async () => {
    api = await startApp()
    ada = await createOwner(api)
  })
  afterAll(() => api.close())

  const signIn = (browser: Browser, password = PASSWORD, email = ada.email) =>
    browser.post('/api/v1/session').send({ email, password })
  const withCookie = (pair: string) => newBrowser(api).get('/api/v1/session').set('cookie', pair)

  it('shows who is signed in, where they belong and what they may do there', async () => {
    const { body } = await ada.browser.get('/api/v1/session').expect(200)
    expect(body).toMatchObject({
      user: { id: ada.id, name: 'Ada', email: 'ada@example.com' },
      memberships: [{ organizationId: ada.organizationId, role: 'owner' }],
    })
    expect((body as typeof ada.session).memberships[0]?.permissions).toContain('organization:write')
    expect(JSON.stringify(body)).not.toMatch(/argon2|hash/i)
  })

  it('takes the address in any case, with blanks around it', async () => {
    await signIn(newBrowser(api), PASSWORD, ' ADA@example.com').expect(200)
  })

  it('sets a cookie that scripts and other sites cannot use, over http (S-32)', async () => {
    const { pair, attributes } = cookieOf(await signIn(newBrowser(api)).expect(200))
    expect(pair).toMatch(/^tenantry_session=[\w-]{43}$/)
    expect(attributes.filter((attribute) => !attribute.startsWith('Expires='))).toEqual([
      'Max-Age=604800',
      'Path=/',
      'HttpOnly',
      'SameSite=Lax',
    ])
  })

  it('sets a __Host- cookie behind https, and reads no other (S-32)', async () => {
    const secure = await startApp({ PUBLIC_URL: 'https://tenantry.example.com' })
    try {
      await createOwner(secure)
      const answer = await newBrowser(secure)
        .post('/api/v1/session')
        .send({ email: 'ada@example.com', password: PASSWORD })
        .expect(200)
      const { pair, attributes } = cookieOf(answer)
      expect(pair).toMatch(/^__Host-tenantry_session=[\w-]{43}$/)
      expect(attributes).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']))
      expect(attributes.some((attribute) => attribute.startsWith('Domain'))).toBe(false)
      await newBrowser(secure).get('/api/v1/session').set('cookie', pair).expect(200)
      await newBrowser(secure).get('/api/v1/session').set('cookie', pair.replace('__Host-', '')).expect(401)
    } finally {
      await secure.close()
    }
  })

  it('stores no token that could be used to sign in', async () => {
    const { pair } = cookieOf(await signIn(newBrowser(api)).expect(200))
    const rows = JSON.stringify(await api.ownerDatabase.asOwner('select * from sessions'))
    expect(rows).not.toContain(pair.split('=')[1])
  })

  it('never takes over a token that a browser brings along (S-32 fixation)', async () => {
    const planted = `tenantry_session=${'A'.repeat(43)}`
    const answer = await newBrowser(api)
      .post('/api/v1/session')
      .set('cookie', planted)
      .send({ email: ada.email, password: PASSWORD })
      .expect(200)
    expect(cookieOf(answer).pair).not.toBe(planted)
    await withCookie(planted).expect(401)
  })

  it('ends the session that a browser had when it signs in again (S-32)', async () => {
    const browser = newBrowser(api)
    const first = cookieOf(await signIn(browser).expect(200)).pair
    const second = cookieOf(await signIn(browser).expect(200)).pair
    expect(second).not.toBe(first)
    await withCookie(first).expect(401)
    await withCookie(second).expect(200)
  })

  it('is over at once after signing out (S-32)', async () => {
    const browser = newBrowser(api)
    const { pair } = cookieOf(await signIn(browser).expect(200))
    const answer = await browser.delete('/api/v1/session').expect(204)
    expect(cookieOf(answer).pair).toBe('tenantry_session=')
    await withCookie(pair).expect(401)
  })

  it.each([
    ['12 hours without a request', `last_seen_at = now() - interval '12 hours 1 minute'`],
    ['7 days, however busy it is', `expires_at = now() - interval '1 second'`],
  ])('ends after %s (S-32)', async (_, change) => {
    const browser = newBrowser(api)
    const answer = await signIn(browser).expect(200)
    await browser.get('/api/v1/session').expect(200)
    const { authenticatedAt } = answer.body as { authenticatedAt: string }
    await api.ownerDatabase.asOwner(`update sessions set ${change} where authenticated_at = $1`, [authenticatedAt])
    await browser.get('/api/v1/session').expect(401)
  })

  it('goes on for another 12 hours whenever it is used', async () => {
    const browser = newBrowser(api)
    const { authenticatedAt } = (await signIn(browser).expect(200)).body as { authenticatedAt: string }
    await api.ownerDatabase.asOwner(
      `update sessions set last_seen_at = now() - interval '11 hours' where authenticated_at = $1`,
      [authenticatedAt],
    )
    const { body } = await browser.get('/api/v1/session').expect(200)
    const left = Date.parse((body as { expiresAt: string }).expiresAt) - Date.now()
    expect(left).toBeGreaterThan(11.9 * 60 * 60 * 1000)
  })

  it('says the same about a wrong password and about an address that nobody has (S-37)', async () => {
    const wrong = await signIn(newBrowser(api), 'not the password').expect(401)
    const unknown = await signIn(newBrowser(api), 'not the password', 'nobody@example.com').expect(401)
    const { requestId: _, ...first } = wrong.body as Record<string, unknown>
    const { requestId: __, ...second } = unknown.body as Record<string, unknown>
    expect(first).toEqual(second)
    expect(first).toMatchObject({ code: 'sign_in_failed' })
  })

  it('lists where I am signed in, and ends a session there and then', async () => {
    const bo = await join(api, ada, 'operator', 'Bo')
    const other = newBrowser(api).set('user-agent', 'A telephone')
    await signIn(other, PASSWORD, bo.email).expect(200)
    const { body } = await bo.browser.get('/api/v1/me/sessions').expect(200)
    const { items } = body as { items: { id: string; current: boolean; userAgent: string }[] }
    expect(items).toHaveLength(2)
    const there = items.find(({ current }) => !current)
    expect(there?.userAgent).toBe('A telephone')
    await bo.browser.delete(`/api/v1/me/sessions/${there?.id}`).expect(204)
    await other.get('/api/v1/session').expect(401)
    await bo.browser.get('/api/v1/session').expect(200)
  })

  it('signs me out everywhere else', async () => {
    const cy = await join(api, ada, 'operator', 'Cy')
    const other = newBrowser(api)
    await signIn(other, PASSWORD, cy.email).expect(200)
    await cy.browser.delete('/api/v1/me/sessions').expect(204)
    await other.get('/api/v1/session').expect(401)
    await cy.browser.get('/api/v1/session').expect(200)
  })

  it('does not let me see or end a session of someone else', async () => {
    const di = await join(api, ada, 'operator', 'Di')
    const { body } = await ada.browser.get('/api/v1/me/sessions').expect(200)
    const foreign = (body as { items: { id: string }[] }).items[0]?.id
    await di.browser.delete(`/api/v1/me/sessions/${foreign}`).expect(404)
    await di.browser.delete('/api/v1/me/sessions/not-an-id').expect(404)
    await ada.browser.get('/api/v1/session').expect(200)
  })

  it('writes sign-in and sign-out into the log of every organization of the person (S-23)', async () => {
    const browser = newBrowser(api)
    const { body } = await ada.browser
      .post('/api/v1/organizations')
      .send({ name: 'Second', kind: 'company' })
      .expect(201)
    await signIn(browser).expect(200)
    await browser.delete('/api/v1/session').expect(204)
    for (const organizationId of [ada.organizationId, (body as { id: string }).id]) {
      const rows = await api.ownerDatabase.asOwner(
        'select summary from audit_events where organization_id = $1 order by sequence desc limit 2',
        [organizationId],
      )
      expect(rows).toEqual([{ summary: 'Ada signed out.' }, { summary: 'Ada signed in.' }])
    }
  })
})
