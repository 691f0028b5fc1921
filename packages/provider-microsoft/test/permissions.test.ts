import { permissionMissing } from '@tenantry/core'
import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { permissionSets } from '../src/permissions/permission-sets.js'
import { probes } from '../src/probes.js'
import { failure, open, probeOf } from './support/connection.js'
import { credentialOf, findApp, READ_SETS } from './support/setups.js'

let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'demo' })
})
beforeEach(() => simulator.reset())
afterAll(() => simulator.stop())

const setupOf = (kind: 'singleTenant' | 'partner', sets: readonly string[] = READ_SETS) => {
  const app = findApp(simulator, kind)
  return {
    kind: kind === 'partner' ? 'partnerApp' : 'singleTenantApp',
    config: { tenantId: app.tenantId, clientId: app.clientId, cloud: 'global' },
    credential: credentialOf(app, 'clientSecret'),
    sets,
  }
}

/** The connection of an app that holds exactly these permissions. */
function holding(permissions: readonly string[], kind: 'singleTenant' | 'partner' = 'singleTenant') {
  const { tenantId, clientId } = findApp(simulator, kind)
  const tenant = simulator.tenant(tenantId)
  const app = simulator
    .state()
    .tenants.find(({ id }) => id === tenantId)
    ?.apps.find((candidate) => candidate.clientId === clientId)
  const granted = app?.granted ?? []
  expect(granted, 'what the simulated app can be granted').toEqual(expect.arrayContaining([...permissions]))
  tenant.withholdPermissions({ clientId, permissions: granted.filter((name) => !permissions.includes(name)) })
  return open(simulator, setupOf(kind)).microsoft
}

const appOf = (set: string) => (set === 'partner' ? 'partner' : 'singleTenant')
const itemOf = (test: Awaited<ReturnType<ReturnType<typeof open>['check']>>, set: string) =>
  test.checks.apiCalls.items.find((item) => item.set === set)

describe('Each probe needs what it says and no more', () => {
  const declared = probes.flatMap((probe) => probe.permissions.map((permission) => ({ probe, permission })))

  it.each(declared)('$probe.id works with $permission alone', async ({ probe, permission }) => {
    await expect(probe.run(holding([permission], appOf(probe.set)))).resolves.not.toThrow()
  })

  it.each(probes.map((probe) => ({ probe })))('$probe.id works with what its set asks for', async ({ probe }) => {
    const asked = permissionSets.find(({ id }) => id === probe.set)?.permissions.map(({ name }) => name) ?? []
    await expect(probe.run(holding(asked, appOf(probe.set)))).resolves.not.toThrow()
  })

  it.each(probes.map((probe) => ({ probe })))(
    '$probe.id names its permission when nothing is granted',
    async ({ probe }) => {
      const error = await failure(probe.run(holding([], appOf(probe.set))))
      expect(permissionMissing.is(error)).toBe(true)
      expect(error.why).toContain(`has not granted ${probe.permissions[0]}.`)
    },
  )

  it.each(probes.map((probe) => ({ probe })))(
    '$probe.id tells the log what it is for and what allows it',
    async ({ probe }) => {
      const connection = open(simulator, setupOf(appOf(probe.set)))
      await probe.run(connection.microsoft)
      expect(connection.records.filter(({ purpose }) => purpose !== 'Sign in')).toMatchObject([
        { status: 200, permissions: probe.permissions, purpose: expect.stringMatching(/^(Read|List) /) as string },
      ])
    },
  )
})

describe('A refused call is told by its cause (requirements §1.6)', () => {
  it('a permission that is not in the token is missing', async () => {
    simulator
      .tenant(findApp(simulator, 'singleTenant').tenantId)
      .withholdPermissions({ permissions: ['Policy.Read.All'] })
    const test = await open(simulator, setupOf('singleTenant')).check()
    expect(test).toMatchObject({ health: 'permissionError', problem: { code: 'permission_missing' } })
    expect(test.problem?.why).toContain('Policy.Read.All')
    expect(itemOf(test, 'policies')).toMatchObject({ status: 'skipped' })
  })

  it('a permission that is in the token and not honoured yet is spreading, and is so no more later (N3)', async () => {
    const { tenantId } = findApp(simulator, 'singleTenant')
    const tenant = simulator.tenant(tenantId)
    tenant.withholdPermissions({ permissions: ['Policy.Read.All'] })
    tenant.propagateSlowly({ seconds: 0, graphSeconds: 600 })
    tenant.grantAll()
    const connection = open(simulator, setupOf('singleTenant'))
    const early = await connection.check()
    expect(early).toMatchObject({
      health: 'permissionError',
      problem: { code: 'permission_propagating', retryable: true },
    })
    expect(early.problem?.why).toContain('Policy.Read.All')
    expect(early.checks.permissions.status).toBe('passed')
    simulator.advanceClock(601)
    expect((await connection.check()).health).toBe('connected')
  })

  it('a principal that Graph does not know is one that nobody consented to (§0.2 #10)', async () => {
    const refusal = { error: { code: 'Authorization_IdentityNotFound', message: 'The identity is unknown.' } }
    const connection = open(simulator, setupOf('singleTenant'), {
      answer: (url) => (url.includes('/graph.') ? Response.json(refusal, { status: 401 }) : undefined),
    })
    const error = await failure(probeOf('users').run(connection.microsoft))
    expect(error).toMatchObject({
      code: 'consent_missing',
      provenance: { status: 401, providerCode: 'Authorization_IdentityNotFound' },
    })
  })

  it.each([
    ['signIns', 'P1', 'Microsoft Entra ID P1'],
    ['mfa', 'P1', 'Microsoft Entra ID P1'],
    ['risk', 'P2', 'Microsoft Entra ID P2'],
  ] as const)(
    '%s without %s is a matter of licence, and the connection stays healthy',
    async (set, feature, licence) => {
      simulator.tenant(findApp(simulator, 'singleTenant').tenantId).unlicense([feature])
      const test = await open(simulator, setupOf('singleTenant')).check()
      expect(test).toMatchObject({ health: 'connected', notes: ['licence_missing'] })
      expect(itemOf(test, set)).toMatchObject({ status: 'limited', problem: { code: 'licence_missing' } })
      expect(itemOf(test, set)?.problem?.why).toContain(`needs ${licence}`)
    },
  )

  it('a licence that is missing hides no permission that is missing too', async () => {
    const tenant = simulator.tenant(findApp(simulator, 'singleTenant').tenantId)
    tenant.unlicense()
    tenant.withholdPermissions({ permissions: ['Policy.Read.All'] })
    const test = await open(simulator, setupOf('singleTenant')).check()
    expect(test).toMatchObject({ health: 'permissionError', problem: { code: 'permission_missing' } })
  })
})

describe('What is granted', () => {
  it('is read from the token, and what no feature needs is named (N5)', async () => {
    const test = await open(simulator, setupOf('singleTenant', ['users'])).check()
    expect(test.identity?.permissions).toContain('User.Read.All')
    expect(test.surplus).toEqual(expect.arrayContaining(['Group.ReadWrite.All', 'AuditLog.Read.All']))
    expect(test.surplus).not.toContain('User.Read.All')
    expect(test.surplus).not.toContain('Organization.Read.All')
  })

  it('in Exchange is read from Exchange’s own token, when the feature is on', async () => {
    const on = await open(simulator, setupOf('partner', ['exchange'])).check()
    expect(on.checks.permissions.items).toContainEqual(
      expect.objectContaining({ name: 'Exchange.ManageAsApp', status: 'granted' }),
    )
    const off = await open(simulator, setupOf('partner', [])).check()
    expect(off.identity?.permissions).not.toContain('Exchange.ManageAsApp')
  })

  it('in Exchange is nothing where the tenant has no Exchange, and sign-in works all the same', async () => {
    const tenantId = simulator.tenants.find(({ name }) => name === 'Birchwood Estates')?.id
    const setup = setupOf('partner', ['exchange'])
    const test = await open(simulator, { ...setup, config: { ...setup.config, tenantId } }).check()
    expect(test).toMatchObject({
      checks: { authentication: { status: 'passed' } },
      problem: { code: 'permission_missing' },
    })
    expect(test.checks.permissions.items).toContainEqual(
      expect.objectContaining({ name: 'Exchange.ManageAsApp', status: 'missing' }),
    )
  })

  it('shows in the facts that probes tell', async () => {
    const { microsoft } = open(simulator, setupOf('singleTenant'))
    await expect(probeOf('organization').run(microsoft)).resolves.toBe('Contoso')
    await expect(probeOf('licences').run(microsoft)).resolves.toMatch(/^\d+ SKUs$/)
  })
})
