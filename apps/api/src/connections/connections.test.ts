import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createOwner, join, type TestPerson } from '../../test/support/people.js'
import { startApp, type TestApp } from '../../test/support/start-app.js'

let simulator: Simulator
let api: TestApp
let owner: TestPerson
let base: string

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'one-healthy-tenant' })
  api = await startApp({ SIMULATOR_URL: simulator.url, CALL_DEADLINE_SECONDS: '1' })
  owner = await createOwner(api)
  base = `/api/v1/organizations/${owner.organizationId}`
})

afterAll(async () => {
  await api.close()
  await simulator.stop()
})

beforeEach(() => simulator.reset())

const app = () => simulator.apps[0]!

function input(changes: { config?: object; secret?: string; sets?: string[]; name?: string } = {}) {
  return {
    providerId: 'microsoft',
    kind: 'singleTenantApp',
    name: changes.name ?? 'Contoso',
    simulated: true,
    sets: changes.sets ?? ['users', 'groups', 'apps'],
    config: { tenantId: app().tenantId, clientId: app().clientId, ...changes.config },
    credential: { kind: 'clientSecret', values: { clientSecret: changes.secret ?? app().clientSecret } },
  }
}

async function connected(name: string, changes: Parameters<typeof input>[0] = {}): Promise<string> {
  const { body } = await owner.browser
    .post(`${base}/connections`)
    .send(input({ ...changes, name }))
    .expect(201)
  return (body as { id: string }).id
}

const stored = () => api.ownerDatabase.asOwner<{ count: number }>('select count(*)::int as count from connections')

describe('testing before saving', () => {
  it('runs the three checks and keeps nothing', async () => {
    const before = await stored()
    const { name: _name, ...request } = input()
    const { body } = await owner.browser.post(`${base}/connection-tests`).send(request).expect(200)
    expect(body).toMatchObject({
      health: 'connected',
      tenant: { name: 'Contoso' },
      checks: {
        authentication: { status: 'passed' },
        permissions: { status: 'passed' },
        apiCalls: { status: 'passed' },
      },
    })
    expect(await stored()).toEqual(before)
    expect(await api.ownerDatabase.asOwner('select * from connection_secrets')).toEqual([])
  })

  it.each([
    [
      'a wrong secret',
      () => input({ secret: 'Wrong~secret.value-that-is-none' }),
      'secret_invalid',
      'credential.values.clientSecret',
    ],
    [
      'a tenant that does not exist',
      () => input({ config: { tenantId: 'nobody-here.example' } }),
      'tenant_not_found',
      'config.tenantId',
    ],
    [
      'an app that does not exist',
      () => input({ config: { clientId: '11111111-2222-3333-4444-555555555555' } }),
      'app_not_found',
      'config.clientId',
    ],
  ])('tells %s apart, with what to do and where', async (_what, request, code, field) => {
    const { name: _name, ...body } = request()
    const answer = await owner.browser.post(`${base}/connection-tests`).send(body).expect(200)
    expect(answer.body).toMatchObject({
      health: 'authenticationError',
      problem: { code, field, fix: expect.stringMatching(/\.$/) },
    })
  })

  it('tells an expired secret from a wrong one', async () => {
    simulator.tenant('contoso.onmicrosoft.com').expireSecret()
    const { name: _name, ...body } = input()
    const answer = await owner.browser.post(`${base}/connection-tests`).send(body).expect(200)
    expect(answer.body).toMatchObject({ problem: { code: 'secret_expired' } })
  })

  it('names the permission that is missing', async () => {
    simulator.tenant('contoso.onmicrosoft.com').withholdPermissions({ permissions: ['Policy.Read.All'] })
    const { name: _name, ...body } = input({ sets: ['policies'] })
    const answer = await owner.browser.post(`${base}/connection-tests`).send(body).expect(200)
    expect(answer.body).toMatchObject({
      health: 'permissionError',
      problem: { code: 'permission_missing', why: expect.stringContaining('Policy.Read.All') as string },
    })
  })

  it('catches the Secret ID pasted in place of the value before anything is sent', async () => {
    const { name: _name, ...body } = input({ secret: '4f799685-f4df-460b-afee-94be70317965' })
    const answer = await owner.browser.post(`${base}/connection-tests`).send(body).expect(422)
    expect(answer.body).toMatchObject({
      code: 'validation_failed',
      errors: [{ path: 'credential.values.clientSecret', message: expect.stringContaining('Secret ID') as string }],
    })
  })

  it('trims white space around what was pasted', async () => {
    const { name: _name, ...body } = input({
      secret: ` ${app().clientSecret}\n`,
      config: { clientId: ` ${app().clientId} ` },
    })
    const answer = await owner.browser.post(`${base}/connection-tests`).send(body).expect(200)
    expect(answer.body).toMatchObject({ health: 'connected' })
  })
})

describe('connecting', () => {
  it('stores the connection, sealed and in use at once, with an audit entry', async () => {
    const id = await connected('First')
    const { body } = await owner.browser.get(`${base}/connections/${id}`).expect(200)
    expect(body).toMatchObject({
      health: 'connected',
      tenant: { name: 'Contoso' },
      access: 'readOnly',
      credential: { hint: app().clientSecret?.slice(-4), expirySource: 'provider' },
    })
    const audit = await owner.browser.get(`${base}/audit`).expect(200)
    expect(audit.body.items).toContainEqual(
      expect.objectContaining({ action: 'connection.created', subject: { kind: 'connection', id, name: 'First' } }),
    )
  })

  it('begins its integration log, ledger and record of used permissions with the calls of the first test', async () => {
    const id = await connected('Logged')
    const log = await owner.browser.get(`${base}/connections/${id}/log`).expect(200)
    expect(log.body.items).toContainEqual(
      expect.objectContaining({
        operation: 'GET graph.microsoft.com/v1.0/organization',
        result: 'ok',
        requestId: expect.any(String) as string,
      }),
    )
    const { body } = await owner.browser.get(`${base}/connections/${id}/permissions`).expect(200)
    expect(body.items).toContainEqual(
      expect.objectContaining({ name: 'User.Read.All', lastUsedAt: expect.any(String) as string }),
    )
  })

  it('saves nothing when the credential is refused, and says so on the field’s terms', async () => {
    const before = await stored()
    const answer = await owner.browser
      .post(`${base}/connections`)
      .send(input({ name: 'Refused', secret: 'Wrong~secret.value-that-is-none' }))
      .expect(422)
    expect(answer.body).toMatchObject({ code: 'secret_invalid', title: 'The secret is wrong' })
    expect(await stored()).toEqual(before)
  })

  it('refuses a name that is taken', async () => {
    await connected('Taken')
    const answer = await owner.browser
      .post(`${base}/connections`)
      .send(input({ name: 'Taken' }))
      .expect(409)
    expect(answer.body).toMatchObject({ code: 'name_taken' })
  })

  it('lets an operator test, not connect', async () => {
    const operator = await join(api, owner, 'operator', 'Otto')
    const id = await connected('Operated')
    await operator.browser.post(`${base}/connections/${id}/test`).expect(200)
    await operator.browser
      .post(`${base}/connections`)
      .send(input({ name: 'Not mine' }))
      .expect(403)
  })
})

describe('a secret that ended before the date that was known', () => {
  it('counts as expired on every clock', async () => {
    const id = await connected('Ended early')
    simulator.tenant('contoso.onmicrosoft.com').expireSecret()
    await owner.browser.post(`${base}/connections/${id}/test`).expect(200)
    const { body } = await owner.browser.get(`${base}/connections/${id}`).expect(200)
    expect(body).toMatchObject({
      health: 'authenticationError',
      problem: { why: expect.stringMatching(/ expired on \d{4}-\d\d-\d\d\.$/) as string },
      credential: { expiry: 'expired' },
    })
  })
})

describe('replacing the credential', () => {
  it('keeps the old secret when the new one fails its test', async () => {
    const id = await connected('Rotating')
    await owner.browser
      .put(`${base}/connections/${id}/credential`)
      .send({ credential: { kind: 'clientSecret', values: { clientSecret: 'Wrong~secret.value-that-is-none' } } })
      .expect(422)
    const { body } = await owner.browser.post(`${base}/connections/${id}/test`).expect(200)
    expect(body).toMatchObject({ health: 'connected' })
  })

  it('puts the new secret in force once it passed, and reminds of the old one until it is gone', async () => {
    const id = await connected('Renewed')
    const contoso = simulator.tenant('contoso.onmicrosoft.com')
    const fresh = contoso.addSecret().value
    const { body } = await owner.browser
      .put(`${base}/connections/${id}/credential`)
      .send({ credential: { kind: 'clientSecret', values: { clientSecret: fresh } } })
      .expect(200)
    expect(body.connection.credential.hint).toBe(fresh.slice(-4))

    const attention = await owner.browser.get(`${base}/attention`).expect(200)
    expect(attention.body.items).toContainEqual(
      expect.objectContaining({ kind: 'oldSecret', subject: expect.objectContaining({ id }) as object }),
    )
    const still = await owner.browser
      .post(`${base}/connections/${id}/rotation`)
      .send({ action: 'checkOld' })
      .expect(200)
    expect(still.body).toMatchObject({ step: 'deleteOld', oldStillValid: true })
    contoso.addSecret({ removeOld: true })
    const gone = await owner.browser.post(`${base}/connections/${id}/rotation`).send({ action: 'checkOld' }).expect(200)
    expect(gone.body).toMatchObject({ oldStillValid: false })
    await owner.browser.post(`${base}/connections/${id}/rotation`).send({ action: 'finish' }).expect(200)
    expect(
      await api.ownerDatabase.asOwner(`select slot from connection_secrets where connection_id = $1`, [id]),
    ).toEqual([{ slot: 'current' }])
  })

  it('keeps what is stored when the secret is left blank, and refuses null', async () => {
    const id = await connected('Blank')
    await owner.browser
      .put(`${base}/connections/${id}/credential`)
      .send({ credential: { kind: 'clientSecret', values: { clientSecret: '' } } })
      .expect(200)
    await owner.browser
      .put(`${base}/connections/${id}/credential`)
      .send({ credential: { kind: 'clientSecret', values: { clientSecret: null } } })
      .expect(422)
  })

  it('S-08: asks for the secret again when it would go elsewhere', async () => {
    const id = await connected('Bound')
    const answer = await owner.browser
      .put(`${base}/connections/${id}/credential`)
      .send({ config: { tenantId: 'elsewhere.example' }, credential: { kind: 'clientSecret', values: {} } })
      .expect(422)
    expect(answer.body).toMatchObject({ code: 'credential_needed' })
  })
})

describe('lists', () => {
  it('go on where the page before ended, and call a made-up cursor a wrong field', async () => {
    const id = await connected('Listed')
    for (const list of ['connections', `connections/${id}/log`, `connections/${id}/tests`]) {
      const made = Buffer.from(JSON.stringify([{}])).toString('base64url')
      const refused = await owner.browser.get(`${base}/${list}?cursor=${made}`).expect(422)
      expect(refused.body).toMatchObject({ code: 'validation_failed', errors: [{ path: 'cursor' }] })
    }
    const first = await owner.browser.get(`${base}/connections/${id}/log?limit=2`).expect(200)
    const second = await owner.browser
      .get(`${base}/connections/${id}/log?limit=2&cursor=${String(first.body.nextCursor)}`)
      .expect(200)
    const ids = [...first.body.items, ...second.body.items].map((entry: { id: string }) => Number(entry.id))
    expect(ids).toEqual(ids.toSorted((a, b) => b - a))
    expect(new Set(ids).size).toBe(4)
  })
})

describe('switching off', () => {
  it('S-11: disconnecting deletes the sealed secret and all that was read, and no call is made any more', async () => {
    const id = await connected('Leaving')
    await owner.browser.delete(`${base}/connections/${id}`).expect(204)
    for (const table of ['connection_secrets', 'connection_tests', 'connection_calls', 'health_spans']) {
      expect(await api.ownerDatabase.asOwner(`select 1 from ${table} where connection_id = $1`, [id])).toEqual([])
    }
    await owner.browser.post(`${base}/connections/${id}/test`).expect(404)
  })

  it('makes no call through a disabled connection', async () => {
    const id = await connected('Paused')
    await owner.browser.post(`${base}/connections/${id}/disable`).expect(200)
    const refused = await owner.browser.post(`${base}/connections/${id}/test`).expect(409)
    expect(refused.body).toMatchObject({ code: 'connection_disabled' })
    const { body } = await owner.browser.post(`${base}/connections/${id}/enable`).expect(200)
    expect(body.health).not.toBe('disabled')
  })

  it('answers 409 while the provider is switched off for the organization', async () => {
    await owner.browser.put(`${base}/providers/microsoft`).send({ enabled: false }).expect(200)
    const answer = await owner.browser
      .post(`${base}/connections`)
      .send(input({ name: 'Off' }))
      .expect(409)
    expect(answer.body).toMatchObject({
      code: 'provider_disabled',
      fix: expect.stringContaining('Integrations') as string,
    })
    await owner.browser.put(`${base}/providers/microsoft`).send({ enabled: true }).expect(200)
  })
})
