import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Connection } from '../src/connections/connections.dto.js'
import { Jobs } from '../src/jobs/jobs.js'
import { Ticks } from '../src/jobs/ticks.js'
import { Door } from './support/door.js'
import { clientSecret, connectionsOf } from './support/microsoft.js'
import { createOwner, type TestPerson } from './support/people.js'
import { startApp, type TestApp } from './support/start-app.js'

let simulator: Simulator
let door: Door
let api: TestApp
let owner: TestPerson
let connections: ReturnType<typeof connectionsOf>
let connection: Connection

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'one-healthy-tenant' })
  door = await Door.before(simulator.url)
  api = await startApp({ SIMULATOR_URL: door.url, HEALTH_CHECK_SECONDS: '1', CALL_DEADLINE_SECONDS: '1' })
  owner = await createOwner(api)
  connections = connectionsOf(owner)
})

afterAll(async () => {
  await api.close()
  await door.close()
  await simulator.stop()
})

beforeEach(async () => {
  simulator.reset()
  connection = await connections.connect(app(), { sets: ['users', 'policies', 'apps'] })
})

afterEach(async () => {
  door.watch()
  await owner.browser.delete(`${connections.base}/${connection.id}`).expect(204)
})

const app = () => simulator.apps[0]!
const contoso = () => simulator.tenant('contoso.onmicrosoft.com')
/** The next cycle need not be waited for. */
async function becomes(expected: object): Promise<Connection> {
  await api.ownerDatabase.asOwner('update connections set next_check_at = now() where id = $1', [connection.id])
  await api.app.get(Ticks).run('connections.due')
  return connections.becomes(connection.id, expected)
}
/** Leaves the connection to the test alone, as long as nobody changes it. */
async function silenceSchedule(): Promise<void> {
  const silent = `update connections set next_check_at = now() + interval '1 hour' where id = $1`
  await api.ownerDatabase.asOwner(silent, [connection.id])
  const counts = () => api.app.get(Jobs).counts()
  await vi.waitFor(async () => expect(await counts()).toMatchObject({ waiting: 0, active: 0 }), { timeout: 20_000 })
  // A check that was under way has set the time of the next one.
  await api.ownerDatabase.asOwner(silent, [connection.id])
}

const facts = ({ tenant, lastSyncAt, credential }: Connection) => ({ tenant, lastSyncAt, credential })

async function audited(action: string): Promise<{ action: string; summary: string; details: object }[]> {
  const { body } = await owner.browser
    .get(`/api/v1/organizations/${owner.organizationId}/audit`)
    .query({ action, connectionId: connection.id })
    .expect(200)
  return (body as { items: { action: string; summary: string; details: object }[] }).items
}

async function attention(): Promise<unknown[]> {
  const { body } = await owner.browser.get(`/api/v1/organizations/${owner.organizationId}/attention`).expect(200)
  return (body as { items: unknown[] }).items
}

const updateSecret = (secret: string) =>
  owner.browser.put(`${connections.base}/${connection.id}/credential`).send({ credential: clientSecret(secret) })

describe('the schedule', () => {
  it('J7: sees an expired secret by itself, keeps the old one while new ones fail, and goes on by itself after the renewal', async () => {
    contoso().expireSecret()
    await connections.becomes(connection.id, {
      health: 'authenticationError',
      problem: { code: 'secret_expired', fix: expect.stringMatching(/\.$/) as string },
    })
    expect(await audited('connection.healthChanged')).toMatchObject([
      { result: 'failure', details: { from: 'connected', to: 'authenticationError', code: 'secret_expired' } },
    ])
    expect(await attention()).toContainEqual(
      expect.objectContaining({
        kind: 'health',
        severity: 'broken',
        subject: { kind: 'connection', id: connection.id, name: 'Contoso', count: 1 },
        action: { label: 'Update credentials', target: 'updateCredential' },
      }),
    )

    const { value, keyId } = contoso().addSecret()
    const pasted = await updateSecret(keyId).expect(422)
    expect(pasted.body).toMatchObject({ code: 'validation_failed' })
    const wrong = await updateSecret('Wrong~secret.value-that-is-none').expect(422)
    expect(wrong.body).toMatchObject({ code: 'secret_invalid' })
    expect(await connections.get(connection.id)).toMatchObject({
      health: 'authenticationError',
      credential: { hint: connection.credential.hint },
    })

    await updateSecret(value).expect(200)
    const renewed = await becomes({ health: 'connected', credential: { hint: value.slice(-4) } })
    await connections.becomes(connection.id, {
      health: 'connected',
      checkedAt: expect.not.stringMatching(renewed.checkedAt ?? '') as string,
    })
    expect(await attention()).toEqual([expect.objectContaining({ kind: 'oldSecret' })])
  })

  it.each([
    [
      'its service principal is disabled',
      () => contoso().setServicePrincipalEnabled({ enabled: false }),
      'app_disabled',
    ],
    ['its consent is revoked', () => contoso().removeServicePrincipal(), 'consent_missing'],
    ['its tenant is deleted', () => contoso().setDeleted(true), 'tenant_not_found'],
  ])('R-29, R-30: says so when %s, and keeps what is known', async (_what, happens, code) => {
    happens()
    const failed = await becomes({ health: 'authenticationError', problem: { code } })
    expect(failed.tenant).toEqual(connection.tenant)
    expect(failed.credential).toEqual(connection.credential)
    expect(failed.lastSyncAt).not.toBeNull()
  })

  it('R-29: understands that consent was revoked in the middle of its work, though the token lives on', async () => {
    await silenceSchedule()
    let revoked = false
    door.watch(({ host }) => {
      if (host !== 'graph.microsoft.com' || revoked) return
      revoked = true
      contoso().removeServicePrincipal()
    })
    const { body } = await owner.browser.post(`${connections.base}/${connection.id}/test`).expect(200)
    expect(body).toMatchObject({
      health: 'authenticationError',
      // Graph refuses the token, and the sign-in that is tried once more says why.
      problem: { code: 'consent_missing', provenance: { status: 401, providerCode: 'AADSTS7000229' } },
      checks: { authentication: { status: 'passed' } },
    })
  })

  it('R-29: names a permission that was withdrawn, and recovers when it is granted again', async () => {
    contoso().withholdPermissions({ permissions: ['Policy.Read.All'] })
    await becomes({
      health: 'permissionError',
      problem: { code: 'permission_missing', why: expect.stringContaining('Policy.Read.All') as string },
    })
    expect(await attention()).toContainEqual(
      expect.objectContaining({ kind: 'health', action: { label: 'See permissions', target: 'permissions' } }),
    )
    contoso().grantAll()
    await becomes({ health: 'connected', problem: null })
    expect((await audited('connection.healthChanged')).map(({ details }) => details)).toMatchObject([
      { from: 'permissionError', to: 'connected' },
      { from: 'connected', to: 'permissionError' },
    ])
  })

  it.each([
    ['answers with server errors', { kind: 'serverError', status: 503 } as const, 'service_unavailable'],
    ['never answers (R-20)', { kind: 'hang', phase: 'headers' } as const, 'timed_out'],
    ['stalls in the middle of an answer (R-20)', { kind: 'hang', phase: 'body' } as const, 'timed_out'],
    ['cuts the connection (R-21)', { kind: 'reset' } as const, 'not_reachable'],
    ['breaks off in the middle of an answer (R-21)', { kind: 'truncate' } as const, 'not_reachable'],
    ['answers with a web page (R-21)', { kind: 'html' } as const, 'unexpected_answer'],
  ])('calls it a service error when Microsoft %s, and recovers by itself', async (_what, fault, code) => {
    const before = await becomes({ health: 'connected' })
    simulator.addFault(fault)
    const failed = await becomes({ health: 'serviceError', problem: { code, retryable: true } })
    expect(failed.tenant).toEqual(before.tenant)
    expect(failed.credential).toEqual(before.credential)
    const permissions = await owner.browser.get(`${connections.base}/${connection.id}/permissions`).expect(200)
    expect(permissions.body.items).toContainEqual(expect.objectContaining({ name: 'User.Read.All', status: 'granted' }))
    simulator.clearFaults()
    await becomes({ health: 'connected', problem: null })
  })

  it('calls it a service error when sign-in itself is down', async () => {
    simulator.addFault({ kind: 'tokenEndpointDown' })
    const failed = await becomes({ health: 'serviceError', problem: { code: 'service_unavailable' } })
    expect(facts(failed)).toMatchObject({ tenant: connection.tenant, credential: connection.credential })
    simulator.clearFaults()
    await becomes({ health: 'connected' })
  })

  it.each([
    ['a feature', { path: '/users' }],
    ['every call', {}],
  ])(
    'R-16: stays connected while Microsoft throttles %s, notes it, and keeps silent as long as asked',
    async (_, scope) => {
      simulator.addFault({ kind: 'throttle', retryAfter: 40, ...scope })
      const throttled = await becomes({ health: 'connected', notes: ['throttled'], problem: null })
      const silence = Date.parse(throttled.nextCheckAt ?? '') - Date.parse(throttled.checkedAt ?? '')
      expect(silence).toBeGreaterThanOrEqual(40_000)
    },
  )

  it('R-16: keeps silent as long as asked when sign-in is throttled', async () => {
    simulator.addFault({ kind: 'throttle', retryAfter: 40, service: 'login' })
    const throttled = await becomes({ notes: ['throttled'], problem: { code: 'throttled' } })
    const silence = Date.parse(throttled.nextCheckAt ?? '') - Date.parse(throttled.checkedAt ?? '')
    expect(silence).toBeGreaterThanOrEqual(40_000)
  })
})

describe('a check that overlaps a change', () => {
  it('is dropped: the new credential’s result stands', async () => {
    contoso().expireSecret()
    await becomes({ health: 'authenticationError' })
    let release = () => {}
    const gate = new Promise<void>((resolve) => (release = resolve))
    let held: Promise<void> | undefined
    await new Promise<void>((arrived) => {
      door.watch(async ({ host }) => {
        if (host !== 'login.microsoftonline.com' || held) return
        held = gate
        arrived()
        await held
      })
    })
    const { value } = contoso().addSecret()
    await updateSecret(value).expect(200)
    const renewed = await connections.get(connection.id)
    release()
    await connections.becomes(connection.id, {
      health: 'connected',
      checkedAt: expect.not.stringMatching(renewed.checkedAt ?? '') as string,
    })
    const changes = await audited('connection.healthChanged')
    expect(changes.map(({ details }) => details)).toMatchObject([
      { from: 'authenticationError', to: 'connected' },
      { from: 'connected', to: 'authenticationError' },
    ])
  })

  it('tells the person who asked for it that the connection changed', async () => {
    await silenceSchedule()
    let changed: Promise<unknown> | undefined
    door.watch(async () => {
      changed ??= owner.browser
        .patch(`${connections.base}/${connection.id}`)
        .send({ sets: ['users'] })
        .expect(200)
      await changed
    })
    const answer = await owner.browser.post(`${connections.base}/${connection.id}/test`).expect(409)
    expect(answer.body).toMatchObject({ code: 'changed_meanwhile', retryable: true })
    expect(await becomes({ health: 'connected' })).toMatchObject({ sets: ['users'], notes: [] })
  })
})
