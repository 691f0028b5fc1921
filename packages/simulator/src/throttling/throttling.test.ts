import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { graph, tokenOf } from '../../test/client.js'
import { type Simulator, startSimulator } from '../index.js'

let simulator: Simulator
let token: string
beforeAll(async () => {
  simulator = await startSimulator({ limits: 1, trafficFile: null })
  token = await tokenOf(simulator)
})
afterEach(() => simulator.reset())
afterAll(() => simulator.stop())

const get = (path: string) => graph(simulator, token, path)

describe('throttled Graph', () => {
  it('goes by the environment where nothing else is said', async () => {
    vi.stubEnv('SIMULATOR_LIMITS', 'off')
    const relaxed = await startSimulator({ trafficFile: null })
    const strict = await startSimulator({ trafficFile: null, limits: 1 })
    vi.unstubAllEnvs()
    expect([relaxed.state().limits, strict.state().limits]).toEqual(['off', 1])
    await Promise.all([relaxed.stop(), strict.stop()])
  })

  it('says on every directory answer what it cost: §9.29', async () => {
    expect((await get('/users?$top=50')).headers.get('x-ms-resource-unit')).toBe('2')
    expect((await get('/organization?$select=id')).headers.get('x-ms-resource-unit')).toBe('1')
  })

  it('answers 429 in Graph’s own form, with the wait and the reason', async () => {
    simulator.scaleLimits(0.001)
    const answers = [await get('/users?$top=50'), await get('/users?$top=50'), await get('/users?$top=50')]
    const refused = answers.find(({ status }) => status === 429)
    expect(refused?.body).toMatchObject({
      error: { code: 'TooManyRequests', innerError: { 'request-id': refused?.headers.get('request-id') } },
    })
    expect(refused?.headers.get('retry-after')).toMatch(/^\d+$/)
    expect(refused?.headers.get('x-ms-throttle-scope')).toMatch(/^Tenant_Application\/ReadWrite\/[\w-]{36}\/[\w-]{36}$/)
    expect(simulator.requests().find(({ status }) => status === 429)?.struck).toEqual(['limit identityUnits'])
  })

  it('lets the simulated clock end the wait', async () => {
    await get('/identity/conditionalAccess/policies')
    const refused = await get('/identity/conditionalAccess/policies')
    expect([refused.status, refused.headers.has('retry-after')]).toEqual([429, false])
    simulator.advanceClock(2)
    expect((await get('/identity/conditionalAccess/policies')).status).toBe(200)
  })

  it('counts the requests of a batch one by one, each with its own Retry-After: §9.20', async () => {
    const requests = Array.from({ length: 8 }, (_, index) => ({
      id: String(index),
      method: 'GET',
      url: '/auditLogs/signIns?$top=1',
    }))
    const { status, body } = await graph(simulator, token, '/$batch', { method: 'POST', body: { requests } })
    const responses = body['responses'] as { status: number; headers: Record<string, string> }[]
    expect(status).toBe(200)
    expect(responses.filter((response) => response.status === 200)).toHaveLength(5)
    const refused = responses.filter((response) => response.status === 429)
    expect(refused).toHaveLength(3)
    for (const { headers } of refused) expect(headers['Retry-After']).toMatch(/^\d+$/)
  })

  it('can be switched off', async () => {
    simulator.scaleLimits('off')
    const answers = await Promise.all(Array.from({ length: 10 }, () => get('/identity/conditionalAccess/policies')))
    expect(answers.every(({ status }) => status === 200)).toBe(true)
  })

  it('refuses whom it refuses before it looks at permissions', async () => {
    simulator.scaleLimits(0.0001)
    const statuses = []
    for (let turn = 0; turn < 3; turn++) statuses.push((await get('/users/delta')).status)
    expect(statuses.at(-1)).toBe(429)
  })
})
