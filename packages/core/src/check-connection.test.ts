import { describe, expect, it } from 'vitest'
import { harbour } from '../test/example/src/harbour.js'
import { checkConnection, type CheckRequest } from './check-connection.js'
import { definePlugin, type Identity, type Probe } from './plugin.js'
import {
  blockedByPolicy,
  cancelled,
  licenceMissing,
  permissionPropagating,
  secretExpired,
  serviceUnavailable,
  throttled,
} from './shared-errors.js'

interface Boat {
  name: string
}

type Run = () => Promise<string | undefined>

interface Situation {
  permissions?: readonly string[]
  signIn?: () => Promise<Identity>
  account?: Run
  boats?: Run
  crew?: Run
  describeTenant?: () => Promise<{ tenantId: string; name: string }>
  credentialLife?: () => Promise<{ expiresAt?: string } | undefined>
  sets?: readonly string[]
  kind?: string
  clock?: CheckRequest['clock']
}

const fine = () => Promise.resolve(undefined)
const probe = (set: string, permission: string, run: Run): Probe<Boat> => ({
  id: `${set}.read`,
  name: `Read ${set}`,
  set,
  permissions: [permission],
  run,
})
const permission = (name: string) => ({ name, resource: 'Harbour', why: 'Why.', risk: 'low' as const, write: false })

/** Checks a connection whose provider behaves as described; everything that is not described works. */
async function check(situation: Situation = {}) {
  const permissions = situation.permissions ?? ['account.read', 'boats.read']
  const faults: unknown[] = []
  const progress: string[] = []
  const asked: string[] = []
  const noting = (name: string, run: Run) => () => {
    asked.push(name)
    return run()
  }
  const plugin = definePlugin<Boat>({
    ...harbour,
    connect: () => ({ name: 'Swan' }),
    inTenant: (boat) => boat,
    capabilities: {},
    readers: [],
    permissionSets: [
      ...harbour.permissionSets,
      { id: 'crew', name: 'Crew', feature: 'Crew', kinds: ['fleet'], permissions: [permission('crew.read')] },
    ],
    authenticate: situation.signIn ?? (() => Promise.resolve({ tenantId: 'north', permissions: [...permissions] })),
    describeTenant: situation.describeTenant ?? (() => Promise.resolve({ tenantId: 'north', name: 'North Marina' })),
    credentialLife: situation.credentialLife ?? (() => Promise.resolve(undefined)),
    probes: [
      probe('account', 'account.read', noting('account', situation.account ?? fine)),
      probe('boats', 'boats.read', noting('boats', situation.boats ?? fine)),
      probe('crew', 'crew.read', noting('crew', situation.crew ?? fine)),
    ],
  })
  const kind = situation.kind ?? 'marina'
  const config = { account: 'north', clientId: 'c' }
  const credential = { kind: 'clientSecret', values: { secret: 's' } }
  const sets = situation.sets ?? ['boats']
  const test = await checkConnection({
    plugin,
    client: plugin.connect({ kind, config, credential, sets }, undefined as never),
    kind,
    sets,
    clock: situation.clock ?? { now: () => new Date('2026-05-01T10:00:00Z') },
    onFault: (error) => faults.push(error),
    onProgress: (part, status) => progress.push(`${part} ${status}`),
  })
  return { test, faults, progress, asked }
}

const fails = (error: unknown) => async (): Promise<never> => {
  throw error
}
const statuses = (items: readonly { set: string; status: string }[]) =>
  items.map(({ set, status }) => `${set} ${status}`)

describe('A connection test', () => {
  it('passes three checks and says who is connected (S4.21, S4.22, S4.23)', async () => {
    const { test, progress, faults } = await check({
      account: () => Promise.resolve('North Marina'),
      credentialLife: () => Promise.resolve({ expiresAt: '2027-01-01T00:00:00Z' }),
    })
    expect(test).toMatchObject({
      startedAt: '2026-05-01T10:00:00.000Z',
      health: 'connected',
      notes: [],
      surplus: [],
      identity: { tenantId: 'north' },
      tenant: { tenantId: 'north', name: 'North Marina' },
      credential: { expiresAt: '2027-01-01T00:00:00Z' },
      checks: {
        authentication: { status: 'passed' },
        permissions: { status: 'passed' },
        apiCalls: { status: 'passed', items: [{ set: 'account', fact: 'North Marina' }, { set: 'boats' }] },
      },
    })
    expect(test).not.toHaveProperty('problem')
    expect(progress).toEqual(['authentication passed', 'permissions passed', 'apiCalls passed'])
    expect(faults).toEqual([])
  })

  it('measures each part by the clock it is given', async () => {
    let seconds = 0
    const tick = () => {
      seconds += 1
      return Promise.resolve(undefined)
    }
    const { test } = await check({
      clock: { now: () => new Date(seconds * 1000) },
      boats: tick,
      signIn: async () => {
        await tick()
        return { tenantId: 'north', permissions: ['account.read', 'boats.read'] }
      },
    })
    expect(test.checks.authentication.durationMs).toBe(1000)
    expect(test.checks.apiCalls.items.find(({ set }) => set === 'boats')?.durationMs).toBe(1000)
    expect(test.durationMs).toBe(2000)
  })

  it('never counts a clock that is set back as negative time', async () => {
    let now = 10
    const { test } = await check({ clock: { now: () => new Date((now -= 1) * 1000) } })
    expect(test.durationMs).toBe(0)
  })
})

describe('When sign-in fails', () => {
  it('neither permissions nor calls are tried, and the problem is the sign-in’s', async () => {
    const { test, asked, progress } = await check({ signIn: fails(secretExpired({ clientId: 'c' })) })
    expect(test).toMatchObject({
      health: 'authenticationError',
      problem: { code: 'secret_expired' },
      checks: {
        authentication: { status: 'failed', problem: { code: 'secret_expired' } },
        permissions: { status: 'skipped', items: [] },
        apiCalls: { status: 'skipped', items: [] },
      },
    })
    expect(test).not.toHaveProperty('identity')
    expect(asked).toEqual([])
    expect(progress).toEqual(['authentication failed'])
  })

  it('for a reason of the service, the health says so', async () => {
    const { test } = await check({ signIn: fails(serviceUnavailable({ service: 'Harbour' })) })
    expect(test.health).toBe('serviceError')
  })

  it('because we are to slow down, the note says so and the wait is kept', async () => {
    const { test } = await check({ signIn: fails(throttled({ seconds: 9 }, { retryAfterSeconds: 9 })) })
    expect(test).toMatchObject({ notes: ['throttled'], problem: { code: 'throttled', retryAfterSeconds: 9 } })
  })

  it('because it was called off, the problem is cancelled', async () => {
    const { test } = await check({ signIn: fails(cancelled({})) })
    expect(test.problem?.code).toBe('cancelled')
  })
})

describe('When a permission is missing', () => {
  it('it is named, its calls are skipped, and the rest goes on (S4.22)', async () => {
    const { test, asked } = await check({ permissions: ['account.read'] })
    expect(test).toMatchObject({
      health: 'permissionError',
      problem: { code: 'permission_missing' },
      checks: { permissions: { status: 'failed' }, apiCalls: { status: 'passed' } },
    })
    expect(test.problem?.why).toContain('boats.read')
    expect(test.checks.permissions.items).toMatchObject([
      { name: 'account.read', set: 'account', status: 'granted', why: 'Names the marina.' },
      { name: 'boats.read', set: 'boats', status: 'missing', why: 'Lists boats.' },
    ])
    expect(statuses(test.checks.apiCalls.items)).toEqual(['account passed', 'boats skipped'])
    expect(asked).toEqual(['account'])
  })

  it('only of a feature that is switched off, nobody minds', async () => {
    const { test, asked } = await check({ permissions: ['account.read'], sets: [] })
    expect(test.health).toBe('connected')
    expect(asked).toEqual(['account'])
  })

  it('a wider one takes its place', async () => {
    const { test, asked } = await check({ permissions: ['account.read', 'boats.manage'] })
    expect(test.checks.permissions.items[1]).toMatchObject({ status: 'covered', by: 'boats.manage' })
    expect(test.surplus).toEqual([])
    expect(test.health).toBe('connected')
    expect(asked).toEqual(['account', 'boats'])
  })

  it('and another is not needed, both are told', async () => {
    const { test } = await check({ permissions: ['boats.read', 'crew.read'] })
    expect(test.problem?.why).toContain('account.read')
    expect(test.surplus).toEqual(['crew.read'])
  })
})

describe('The first thing to mend is', () => {
  const refusedSignIn = fails(blockedByPolicy({ tenant: 'north' }))
  const spreading = fails(permissionPropagating({ permission: 'boats.read', tenant: 'north' }))
  const down = fails(serviceUnavailable({ service: 'Harbour' }))

  it('a sign-in that a call found refused, before anything else', async () => {
    const { test } = await check({
      permissions: ['boats.read', 'crew.read'],
      kind: 'fleet',
      sets: ['boats', 'crew'],
      boats: down,
      crew: refusedSignIn,
    })
    expect(test).toMatchObject({ health: 'authenticationError', problem: { code: 'blocked_by_policy' } })
  })

  it('a missing permission, before what a call met', async () => {
    const { test } = await check({ permissions: ['account.read'], account: down })
    expect(test).toMatchObject({ health: 'permissionError', problem: { code: 'permission_missing' } })
  })

  it('a permission that is still spreading, before a service that is down', async () => {
    const { test } = await check({ account: down, boats: spreading })
    expect(test).toMatchObject({ health: 'permissionError', problem: { code: 'permission_propagating' } })
  })

  it('a service that is down, when that is all', async () => {
    const { test } = await check({ boats: down })
    expect(test).toMatchObject({ health: 'serviceError', problem: { code: 'service_unavailable' } })
    expect(statuses(test.checks.apiCalls.items)).toEqual(['account passed', 'boats failed'])
  })
})

describe('What is nobody’s fault', () => {
  it.each([
    ['licence_missing', licenceMissing({ feature: 'Boats', licence: 'Premium' })],
    ['throttled', throttled({ seconds: 5 }, { retryAfterSeconds: 5 })],
  ])('is a note and leaves the connection healthy: %s', async (code, error) => {
    const { test } = await check({ account: fails(error), boats: fails(error) })
    expect(test).toMatchObject({ health: 'connected', notes: [code], checks: { apiCalls: { status: 'passed' } } })
    expect(test.checks.apiCalls.items[0]).toMatchObject({ status: 'limited', problem: { code } })
    expect(test).not.toHaveProperty('problem')
  })

  it('does not hide a failure beside it', async () => {
    const { test } = await check({
      account: fails(throttled({})),
      boats: fails(serviceUnavailable({ service: 'Harbour' })),
    })
    expect(test).toMatchObject({
      health: 'serviceError',
      notes: ['throttled'],
      checks: { apiCalls: { status: 'failed' } },
    })
  })
})

describe('A fault of the plugin’s own code', () => {
  const boom = new TypeError('client.secret is hunter2')

  it.each(['signIn', 'account'] as const)('in %s is reported aside and shown without its text', async (where) => {
    const { test, faults } = await check({ [where]: fails(boom) })
    expect(test).toMatchObject({ health: 'serviceError', problem: { code: 'plugin_fault' } })
    expect(faults).toEqual([boom])
    expect(JSON.stringify(test)).not.toContain('hunter2')
  })

  it.each([
    [
      'thrown before it waits',
      () => {
        throw boom
      },
    ],
    ['that is not even an error', fails('boom')],
    ['that is undefined', fails(undefined)],
  ])('%s ends no other check', async (_, run) => {
    const { test } = await check({ account: run })
    expect(statuses(test.checks.apiCalls.items)).toEqual(['account failed', 'boats passed'])
  })

  it.each(['describeTenant', 'credentialLife'] as const)('in %s leaves the outcome as it is', async (where) => {
    const { test, faults } = await check({ [where]: fails(boom) })
    expect(test.health).toBe('connected')
    expect(faults).toEqual([boom])
  })
})

describe('Facts that cannot be read', () => {
  it.each(['describeTenant', 'credentialLife'] as const)('by %s are left out and not made up', async (where) => {
    const { test } = await check({ [where]: fails(serviceUnavailable({ service: 'Harbour' })) })
    expect(test).not.toHaveProperty(where === 'describeTenant' ? 'tenant' : 'credential')
  })
})
