import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createOwner, join, newBrowser, PASSWORD, type TestPerson } from '../../test/support/people.js'
import { startApp, type TestApp } from '../../test/support/start-app.js'

const NEXT = 'eleven blue umbrellas'

describe('my account', () => {
  let api: TestApp
  let ada: TestPerson
  let bo: TestPerson
  let count = 0
  beforeAll(async () => {
    api = await startApp()
    ada = await createOwner(api)
  })
  afterAll(() => api.close())
  beforeEach(async () => {
    bo = await join(api, ada, 'operator', `Bo ${(count += 1)}`)
  })

  const signIn = (password: string) => newBrowser(api).post('/api/v1/session').send({ email: bo.email, password })
  const change = (current: string, next: string) => bo.browser.put('/api/v1/me/password').send({ current, next })

  it('has a name that I change, and the log tells both', async () => {
    const { body } = await bo.browser.patch('/api/v1/me').send({ name: ' Beatrice ' }).expect(200)
    expect(body).toEqual({ id: bo.id, name: 'Beatrice', email: bo.email })
    const [entry] = await api.ownerDatabase.asOwner('select summary from audit_events order by sequence desc limit 1')
    expect(entry).toEqual({ summary: `${bo.name} is now called Beatrice.` })
  })

  it('has a new password at once, and the old one no longer works', async () => {
    await change(PASSWORD, NEXT).expect(200)
    await signIn(PASSWORD).expect(401)
    await signIn(NEXT).expect(200)
  })

  it('goes on in a new session after a new password; every other one is over (S-32)', async () => {
    const other = newBrowser(api)
    const before = await other.post('/api/v1/session').send({ email: bo.email, password: PASSWORD }).expect(200)
    const answer = await change(PASSWORD, NEXT).expect(200)
    expect(String(answer.headers['set-cookie'])).not.toBe(String(before.headers['set-cookie']))
    await other.get('/api/v1/session').expect(401)
    await bo.browser.get('/api/v1/session').expect(200)
    const { body } = await bo.browser.get('/api/v1/me/sessions').expect(200)
    expect((body as { items: unknown[] }).items).toHaveLength(1)
  })

  it.each([
    ['the current password is wrong', 'not the password', NEXT, 'current'],
    ['the new one is too short', PASSWORD, 'short', 'next'],
    ['the new one is the old one', PASSWORD, PASSWORD, 'next'],
  ])('keeps its password when %s', async (_, current, next, path) => {
    const answer = await change(current, next).expect(422)
    expect(answer.body).toMatchObject({ errors: [{ path }] })
    await signIn(PASSWORD).expect(200)
  })

  it('does not let a stolen session guess the password (S-37)', async () => {
    for (let n = 0; n < 10; n += 1) await change('a wrong guess', NEXT).expect(422)
    expect((await change(PASSWORD, NEXT).expect(429)).body).toMatchObject({ code: 'sign_in_limited' })
  })
})
