import type { ConnectionTest } from '@tenantry/core'
import { type FaultPlan, startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { open } from './support/connection.js'
import { credentialOf, findApp } from './support/setups.js'

let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'one-healthy-tenant' })
})
beforeEach(() => simulator.reset())
afterAll(() => simulator.stop())

function connection() {
  const app = findApp(simulator, 'singleTenant')
  return open(simulator, {
    kind: 'singleTenantApp',
    config: { tenantId: app.tenantId, clientId: app.clientId, cloud: 'global' },
    credential: credentialOf(app, 'clientSecret'),
    sets: ['users', 'groups'],
  })
}

const usersOf = (test: ConnectionTest) => test.checks.apiCalls.items.find(({ set }) => set === 'users')

describe('What Microsoft’s services meet with is told as it is', () => {
  it.each<[FaultPlan, string]>([
    [{ kind: 'serverError', status: 500 }, 'service_unavailable'],
    [{ kind: 'serverError', status: 502 }, 'service_unavailable'],
    [{ kind: 'serverError', status: 503 }, 'service_unavailable'],
    [{ kind: 'serverError', status: 504 }, 'service_unavailable'],
    [{ kind: 'hang', phase: 'headers' }, 'timed_out'],
    [{ kind: 'hang', phase: 'body' }, 'timed_out'],
    [{ kind: 'reset' }, 'not_reachable'],
    [{ kind: 'truncate' }, 'not_reachable'],
    [{ kind: 'html' }, 'unexpected_answer'],
    [{ kind: 'html', status: 403 }, 'unexpected_answer'],
    [{ kind: 'html', status: 503 }, 'service_unavailable'],
  ])('%j at Graph, and only there where it strikes', async (fault, code) => {
    simulator.addFault({ ...fault, path: '/users' })
    const test = await connection().check()
    expect(test).toMatchObject({ health: 'serviceError', problem: { code, retryable: true } })
    expect(usersOf(test)).toMatchObject({ status: 'failed', problem: { code } })
    const others = test.checks.apiCalls.items.filter(({ set }) => set !== 'users')
    expect(others.map(({ status }) => status)).toEqual(others.map(() => 'passed'))
  })

  it.each<[FaultPlan, string]>([
    [{ kind: 'tokenEndpointDown' }, 'service_unavailable'],
    [{ kind: 'serverError', service: 'login' }, 'service_unavailable'],
    [{ kind: 'hang', service: 'login' }, 'timed_out'],
    [{ kind: 'reset', service: 'login' }, 'not_reachable'],
    [{ kind: 'truncate', service: 'login' }, 'not_reachable'],
    [{ kind: 'html', service: 'login' }, 'unexpected_answer'],
  ])('%j at sign-in', async (fault, code) => {
    simulator.addFault(fault)
    expect(await connection().check()).toMatchObject({
      health: 'serviceError',
      problem: { code },
      checks: { authentication: { status: 'failed' } },
    })
  })

  it('says of which exchange, so that Microsoft’s support can find it', async () => {
    simulator.addFault({ kind: 'serverError', status: 503, path: '/users' })
    const test = await connection().check()
    expect(usersOf(test)?.problem?.provenance).toMatchObject({
      operation: 'GET graph.microsoft.com/v1.0/users',
      status: 503,
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    })
  })

  it.each([
    [12, 12],
    ['none', undefined],
  ] as const)(
    'throttled with Retry-After %s: the wait is kept, and the connection stays healthy',
    async (retryAfter, seconds) => {
      simulator.addFault({ kind: 'throttle', retryAfter, path: '/users' })
      const test = await connection().check()
      expect(test).toMatchObject({ health: 'connected', notes: ['throttled'] })
      expect(usersOf(test)).toMatchObject({ status: 'limited', problem: { code: 'throttled' } })
      expect(usersOf(test)?.problem?.retryAfterSeconds).toBe(seconds)
    },
  )

  it('throttled with a date as Retry-After: the wait is the time until then', async () => {
    simulator.addFault({ kind: 'throttle', retryAfter: 'date', path: '/users' })
    const wait = usersOf(await connection().check())?.problem?.retryAfterSeconds
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(10)
  })

  it('an empty page with more behind it is no failure', async () => {
    simulator.addFault({ kind: 'emptyPage', path: '/users' })
    expect((await connection().check()).health).toBe('connected')
  })

  it('recovers by itself once the fault is gone', async () => {
    const { check } = connection()
    simulator.addFault({ kind: 'serverError', path: '/users' })
    expect((await check()).health).toBe('serviceError')
    simulator.clearFaults()
    expect((await check()).health).toBe('connected')
  })
})
