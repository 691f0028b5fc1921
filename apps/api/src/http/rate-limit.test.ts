import { describe, expect, it } from 'vitest'
import { createKey, createOwner } from '../../test/support/people.js'
import { startApp } from '../../test/support/start-app.js'

describe('the rate limit', () => {
  it('stops one key and no other, and says for how long (S-40)', async () => {
    const api = await startApp({ REQUESTS_PER_MINUTE: '80' })
    const owner = await createOwner(api)
    const greedy = await createKey(owner, { role: 'auditor' })
    const modest = await createKey(owner, { role: 'auditor' })
    const ask = (key: string) =>
      fetch(`${api.url}/api/v1/organizations/${owner.organizationId}`, { headers: { authorization: `Bearer ${key}` } })

    const answers = []
    for (let n = 0; n < 100; n += 1) answers.push(await ask(greedy.key))
    const refused = answers.filter(({ status }) => status === 429)
    expect(answers[0]?.status).toBe(200)
    expect(refused.length).toBeGreaterThan(50)
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused[0]?.headers.get('ratelimit-limit')).toBe('80')
    expect(refused[0]?.headers.get('ratelimit-remaining')).toBe('0')
    expect(await refused[0]?.json()).toMatchObject({ code: 'too_many_requests', retryable: true })
    expect((await ask(modest.key)).status).toBe(200)
    await api.close()
  })

  it('is not escaped with made-up keys: an address has a limit too (S-40)', async () => {
    const api = await startApp({ REQUESTS_PER_MINUTE: '8' })
    const statuses = new Set<number>()
    for (let n = 0; n < 60; n += 1) {
      const { status } = await fetch(`${api.url}/api/v1/session`, { headers: { authorization: `Bearer made-up-${n}` } })
      statuses.add(status)
    }
    expect(statuses).toEqual(new Set([401, 429]))
    await api.close()
  })
})
