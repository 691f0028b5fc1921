import { describe, expect, it } from 'vitest'
import { Clock } from '../clock.js'
import type { Tenant } from '../world/model.js'
import { limits, limitsOf } from './limits.js'
import { resourceUnits } from './resource-units.js'
import { type Demand, Throttle } from './throttle.js'

const none = { get: () => undefined }

/** A clock that stands still until told. */
class Still extends Clock {
  #time = Date.UTC(2026, 0, 1)
  override now(): Date {
    return new Date(this.#time)
  }
  override advance(seconds: number): void {
    this.#time += seconds * 1000
  }
}

function tenant(users: number, id = 'tenant'): Tenant {
  return { id, headcount: { users, guests: 0, groups: 0, onPremisesSync: false } } as Tenant
}

function options(fields: Record<string, string>): Demand['query'] {
  return { get: (name) => fields[name] }
}

function world(scale?: number | 'off') {
  const clock = new Still()
  const throttle = new Throttle(clock, scale)
  const ask = (path: string, more: Partial<Demand> = {}) =>
    throttle.admit({ tenant: tenant(20), appId: 'app', method: 'GET', path, query: none, ...more })
  const admitted = (times: number, path: string, more: Partial<Demand> = {}) =>
    Array.from({ length: times }, () => ask(path, more)).filter(({ refusedBy }) => !refusedBy).length
  return { clock, throttle, ask, admitted }
}

const names = (method: string, path: string) => limitsOf('graph', method, path).map(({ limit }) => limit.name)

describe('the limits', () => {
  it('know which requests they cover', () => {
    expect(names('GET', '/users')).toEqual(['graph', 'identityUnits', 'identityUnitsOfApp', 'reports'])
    expect(names('PATCH', '/devices/{id}')).toContain('deviceWrites')
    expect(names('GET', '/identity/conditionalAccess/policies/{id}')).toEqual(['graph', 'conditionalAccess'])
    expect(names('GET', '/users/{id}/mailboxSettings')).toEqual(['graph', 'mailbox', 'mailboxConcurrency'])
    expect(names('GET', '/policies/authenticationFlowsPolicy')).toEqual([
      'graph',
      'identityProviders',
      'identityProvidersOfTenant',
    ])
  })

  it('have names of their own, and a capacity with a window or a number at once', () => {
    expect(new Set(limits.map(({ name }) => name)).size).toBe(limits.length)
    for (const { capacity, seconds, concurrent } of limits) {
      expect(concurrent === undefined ? capacity !== undefined && seconds !== undefined : capacity === undefined).toBe(
        true,
      )
    }
  })
})

describe('resource units', () => {
  it.each<[string, string, Record<string, string>, number]>([
    ['GET', '/users', {}, 2],
    ['GET', '/users', { $select: 'id' }, 1],
    ['GET', '/users', { $select: 'id', $expand: 'manager' }, 2],
    ['GET', '/users', { $top: '19' }, 1],
    ['GET', '/users', { $top: '20' }, 2],
    ['GET', '/users/{id}', { $expand: 'manager' }, 2],
    ['GET', '/users/{id}', { $select: 'id', $top: '1' }, 1],
    ['GET', '/groups/{id}/members', {}, 3],
    ['GET', '/groups/{id}/members/microsoft.graph.user', {}, 3],
    ['GET', '/groups/{id}/transitiveMembers', {}, 5],
    ['POST', '/directoryObjects/getByIds', { $select: 'id' }, 4],
    ['GET', '/organization', {}, 1],
  ])('%s %s with %o cost %i', (method, path, query, units) => {
    expect(resourceUnits(method, path, options(query))).toBe(units)
  })
})

describe('a limit', () => {
  it.each([
    [49, 3500],
    [50, 5000],
    [500, 5000],
    [501, 8000],
  ])('of resource units goes by the size of the tenant: with %i users it is %i', (users, capacity) => {
    const { admitted } = world()
    expect(admitted(capacity + 10, '/users/{id}', { tenant: tenant(users) })).toBe(capacity)
  })

  it('announces itself from 80 % and explains its refusal', () => {
    const { ask, admitted } = world()
    admitted(2798, '/organization')
    expect(ask('/organization').headers).toEqual({ 'x-ms-resource-unit': '1' })
    expect(ask('/organization').headers).toMatchObject({ 'x-ms-throttle-limit-percentage': '0.80' })
    admitted(700, '/organization')
    expect(ask('/organization')).toMatchObject({
      refusedBy: { name: 'identityUnits' },
      headers: {
        'x-ms-resource-unit': '1',
        'retry-after': '1',
        'x-ms-throttle-scope': 'Tenant_Application/ReadWrite/app/tenant',
        'x-ms-throttle-information': 'ResourceUnitLimitExceeded',
      },
    })
  })

  it('counts what is sent while it refuses, so that the wait grows: §9.19', () => {
    const { clock, ask, admitted } = world()
    admitted(3500, '/organization')
    const first = Number(ask('/organization').headers['retry-after'])
    admitted(2800, '/organization')
    const later = Number(ask('/organization').headers['retry-after'])
    expect(later).toBeGreaterThan(first)
    clock.advance(later)
    expect(ask('/organization').refusedBy).toBeUndefined()
  })

  it('is kept by who waits as long as it says', () => {
    const { clock, ask, admitted } = world()
    expect(admitted(6, '/auditLogs/signIns')).toBe(5)
    for (let turn = 0; turn < 20; turn++) {
      const wait = Number(ask('/auditLogs/signIns').headers['retry-after'])
      clock.advance(wait)
      expect(ask('/auditLogs/signIns').refusedBy).toBeUndefined()
    }
  })

  it('of Conditional Access is one a second for all apps of a tenant, without Retry-After: §9.19', () => {
    const { clock, ask } = world()
    const path = '/identity/conditionalAccess/policies'
    expect(ask(path).refusedBy).toBeUndefined()
    const refused = ask(path, { appId: 'another' })
    expect(refused).toMatchObject({ refusedBy: { name: 'conditionalAccess' } })
    expect(refused.headers).not.toHaveProperty('retry-after')
    expect(ask(path, { tenant: tenant(20, 'another') }).refusedBy).toBeUndefined()
    clock.advance(1)
    expect(ask(path).refusedBy).toBeUndefined()
  })

  it('of reports is 5 in 10 s, for users only where signInActivity is selected', () => {
    const { admitted } = world()
    expect(admitted(20, '/users', { query: options({ $select: 'id,signInActivity' }) })).toBe(5)
    expect(admitted(20, '/users', { query: options({ $select: 'id' }) })).toBe(20)
    expect(admitted(20, '/auditLogs/directoryAudits')).toBe(0)
  })

  it('of usage reports counts each report by itself, CSV and JSON apart', () => {
    const { admitted } = world()
    const json = { query: options({ $format: 'application/json' }) }
    expect(admitted(20, '/reports/getEmailActivityUserDetail(period={period})')).toBe(14)
    expect(admitted(20, '/reports/getTeamsUserActivityUserDetail(period={period})')).toBe(14)
    expect(admitted(200, '/reports/getEmailActivityUserDetail(period={period})', json)).toBe(100)
  })

  it('of writes leaves reads alone', () => {
    const { ask, admitted } = world()
    expect(admitted(3100, '/groups', { method: 'POST' })).toBe(3000)
    expect(ask('/groups').refusedBy).toBeUndefined()
  })

  it('of a mailbox lets four requests be answered at once: §9.19', () => {
    const { ask } = world()
    const endings: (() => void)[] = []
    const mailbox = (name: string) => ({ mailbox: name, whenDone: (then: () => void) => void endings.push(then) })
    const path = '/users/{id}/messages'
    for (let index = 0; index < 4; index++) expect(ask(path, mailbox('ada')).refusedBy).toBeUndefined()
    expect(ask(path, mailbox('ADA'))).toMatchObject({ refusedBy: { name: 'mailboxConcurrency' } })
    expect(ask(path, mailbox('grace')).refusedBy).toBeUndefined()
    endings[0]?.()
    expect(ask(path, mailbox('ada')).refusedBy).toBeUndefined()
  })

  it('of a mailbox counts the bytes that are sent to it', () => {
    const { admitted } = world()
    const upload = { method: 'POST', mailbox: 'ada', bytes: 50 * 1024 * 1024 }
    expect(admitted(5, '/users/{id}/messages', upload)).toBe(3)
  })

  it('can be scaled, by itself or with all others, and switched off', () => {
    const { throttle, admitted } = world(0.01)
    expect(admitted(100, '/organization')).toBe(35)
    throttle.setScale('off', 'identityUnits')
    throttle.setScale('off', 'identityUnitsOfApp')
    expect(admitted(100, '/organization')).toBe(100)
    expect(world('off').admitted(10_000, '/organization')).toBe(10_000)
  })

  it('does not empty when the clock is put back', () => {
    const { clock, ask, admitted } = world()
    admitted(5, '/auditLogs/signIns')
    clock.advance(-3600)
    expect(ask('/auditLogs/signIns').refusedBy).toBeDefined()
  })

  it('shows how full it is, in one tenant or anywhere', () => {
    const { throttle, admitted } = world()
    admitted(2, '/auditLogs/signIns')
    admitted(4, '/auditLogs/signIns', { tenant: tenant(20, 'another') })
    const reports = (id?: string) => throttle.list(id).find(({ name }) => name === 'reports')
    expect(reports()).toMatchObject({ capacity: 5, seconds: 10, scale: 1, fullest: { of: 'app another', share: 0.8 } })
    expect(reports('tenant')?.fullest?.share).toBe(0.4)
  })
})
