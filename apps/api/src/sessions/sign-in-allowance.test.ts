import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createOwner, newBrowser, PASSWORD } from '../../test/support/people.js'
import { startApp, type TestApp } from '../../test/support/start-app.js'

describe('guessing passwords (S-37)', () => {
  let api: TestApp
  beforeEach(async () => {
    api = await startApp({ TRUST_PROXY: '1' })
    await createOwner(api)
  })
  afterEach(() => api.close())

  const attempt = (email: string, ip: string, password = 'a wrong password') =>
    newBrowser(api).post('/api/v1/session').set('x-forwarded-for', ip).send({ email, password })

  /** How many of these attempts got as far as having their password checked. */
  const checkedOf = async (attempts: { email: string; ip: string }[]) => {
    let checked = 0
    for (let start = 0; start < attempts.length; start += 20) {
      const answers = await Promise.all(attempts.slice(start, start + 20).map(({ email, ip }) => attempt(email, ip)))
      for (const { status } of answers) expect([401, 429]).toContain(status)
      checked += answers.filter(({ status }) => status === 401).length
    }
    return checked
  }
  const many = Array.from({ length: 100 }, (_, n) => n)

  it.each([
    ['for one account, each from another address', (n: number) => ({ email: 'ada@example.com', ip: address(n) })],
    ['for an account that nobody has', (n: number) => ({ email: 'nobody@example.com', ip: address(n) })],
    ['from one address, each for another account', (n: number) => ({ email: `u${n}@example.com`, ip: '192.0.2.1' })],
    [
      'from one IPv6 network, each for another account',
      (n: number) => ({ email: `u${n}@example.com`, ip: `2001:db8::${n.toString(16)}` }),
    ],
  ])('lets fewer than 30 of 100 attempts reach the check %s', async (_, made) => {
    expect(await checkedOf(many.map(made))).toBeLessThan(30)
  })

  it('stops attempts on the whole, when each is for another account from another address', async () => {
    await api.ownerDatabase.asOwner(`insert into sign_in_allowances values ('server', now() + interval '290 seconds')`)
    const attempts = many.slice(0, 60).map((n) => ({ email: `u${n}@example.com`, ip: address(n) }))
    expect(await checkedOf(attempts)).toBeLessThan(30)
  })

  it('says when to try again, and lets the right password in then', async () => {
    for (let n = 0; n < 10; n += 1) await attempt('ada@example.com', address(n)).expect(401)
    const answer = await attempt('ada@example.com', '198.51.100.1', PASSWORD).expect(429)
    expect(answer.body).toMatchObject({ code: 'sign_in_limited', retryable: true })
    const seconds = Number(answer.headers['retry-after'])
    expect(seconds).toBeGreaterThan(0)
    await api.ownerDatabase.asOwner('update sign_in_allowances set whole_at = whole_at - make_interval(secs => $1)', [
      seconds,
    ])
    await attempt('ada@example.com', '198.51.100.1', PASSWORD).expect(200)
  })

  it('counts no attempt that had the right password', async () => {
    for (let n = 0; n < 25; n += 1) await attempt('ada@example.com', '192.0.2.1', PASSWORD).expect(200)
  })

  it('uses up nothing of an address for attempts that the account no longer allows', async () => {
    for (let n = 0; n < 10; n += 1) await attempt('ada@example.com', address(n)).expect(401)
    for (let n = 0; n < 30; n += 1) await attempt('ada@example.com', '192.0.2.1').expect(429)
    await attempt('someone@example.com', '192.0.2.1').expect(401)
  })
})

function address(n: number): string {
  return `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`
}
