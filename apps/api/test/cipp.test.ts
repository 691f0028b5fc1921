import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Connection } from '../src/connections/connections.dto.js'
import { connectionsOf, type SimulatedApp } from './support/microsoft.js'
import { createOwner, type TestPerson } from './support/people.js'
import { startApp, type TestApp } from './support/start-app.js'
import { tenantsOf } from './support/tenants.js'

let simulator: Simulator
let api: TestApp
let owner: TestPerson
let tenants: ReturnType<typeof tenantsOf>
let ours: SimulatedApp
let theirs: SimulatedApp
let cipp: Connection

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'msp-50', limits: 'off' })
  api = await startApp({ SIMULATOR_URL: simulator.url })
  owner = await createOwner(api)
  tenants = tenantsOf(owner)
  ours = simulator.apps.find(({ kind }) => kind === 'partner') as SimulatedApp
  theirs = simulator.apps.find(({ client }) => client === 'editor') as SimulatedApp
})
afterEach(() => simulator.clearFaults())
afterAll(async () => {
  await api.close()
  await simulator.stop()
})

interface Changes {
  config?: object
  secret?: string
  simulated?: boolean
}

/** What a person enters to connect CIPP. */
const entered = ({ config = {}, secret = theirs.clientSecret, simulated = true }: Changes = {}) => ({
  providerId: 'cipp',
  kind: 'apiClient',
  name: 'Our CIPP',
  simulated,
  sets: ['bulkConsent', 'mailboxes'],
  config: { baseUrl: `${theirs.baseUrl}/api/`, tenantId: theirs.tenantId, clientId: theirs.clientId, ...config },
  credential: { kind: 'clientSecret', values: { clientSecret: secret } },
})

const connect = (changes?: Changes) => owner.browser.post(connectionsOf(owner).base).send(entered(changes))
const update = (body: object) => owner.browser.put(`${connectionsOf(owner).base}/${cipp.id}/credential`).send(body)

describe('Connecting CIPP', () => {
  it.each([
    [
      'a wrong secret',
      { secret: 'Wrg8Q~ThisIsNotTheSecretOfAnyAppAtAll.0000' },
      'credential.values.clientSecret',
      'secret_invalid',
    ],
    [
      'a wrong tenant',
      { config: { tenantId: 'aaaaaaaa-0000-4000-8000-000000000000' } },
      'config.tenantId',
      'tenant_not_found',
    ],
    [
      'a wrong client',
      { config: { clientId: 'bbbbbbbb-0000-4000-8000-000000000000' } },
      'config.clientId',
      'app_not_found',
    ],
    [
      'an address without https',
      { config: { baseUrl: 'http://cipp.contoso.example' } },
      'config.baseUrl',
      'validation_failed',
    ],
    ['an address of this machine', { config: { baseUrl: 'https://127.0.0.1' } }, 'config.baseUrl', 'validation_failed'],
  ])('is refused for %s at its field, and nothing is stored (S3.50)', async (_, changes, path, code) => {
    const { body } = await connect(changes).expect(422)
    expect(body).toMatchObject({ code, errors: [{ path, message: expect.any(String) as string }] })
    const { body: list } = await owner.browser.get(connectionsOf(owner).base).expect(200)
    expect(list).toMatchObject({ items: [] })
  })

  it('stores the origin of what was entered (S3.45)', async () => {
    cipp = (await connect().expect(201)).body as Connection
    expect(cipp).toMatchObject({ health: 'connected', config: { baseUrl: theirs.baseUrl } })
  })
})

describe('Editing it (S3.55, S3.56)', () => {
  const credential = (clientSecret: string | null) => ({ kind: 'clientSecret', values: { clientSecret } })

  it('keeps the secret when the field is left empty, and refuses null', async () => {
    await update({ credential: credential('') }).expect(200)
    await update({ credential: credential(null) }).expect(422)
  })

  it('asks for the secret again when the address changes, and sends nothing to the new one (S-08)', async () => {
    const elsewhere = 'https://cipp-elsewhere.azurewebsites.net'
    const before = simulator.requests().length
    const { body } = await update({ config: { baseUrl: elsewhere }, credential: credential('') }).expect(422)
    expect(body).toMatchObject({ code: 'credential_needed' })
    expect(simulator.requests()).toHaveLength(before)
  })

  it('keeps the old secret until a new one has passed (S3.64)', async () => {
    const { body } = await update({ credential: credential('Wrg8Q~ThisIsNotTheSecretOfAnyAppAtAll.0000') }).expect(422)
    expect(body).toMatchObject({ code: 'secret_invalid', errors: [{ path: 'credential.values.clientSecret' }] })
    const { body: test } = await owner.browser.post(`${connectionsOf(owner).base}/${cipp.id}/test`).expect(200)
    expect(test).toMatchObject({ health: 'connected' })
  })
})

describe('What it brings', () => {
  it('grants consent to many at once, proved by our own sign-in in each (S3.51, S3.82)', async () => {
    const sets = ['users', 'groups', 'exchange', 'directory']
    const partner = await connectionsOf(owner).connect(ours, { kind: 'partnerApp', name: 'Meridian', sets })
    await tenants.sync(partner.id)
    await tenants.verify({ filter: {} })
    const pending = (await tenants.all('&consent=pending')).slice(0, 5)
    const ids = pending.map(({ id }) => id)
    const { body } = await owner.browser.post(`${tenants.base}/bulk-consents`).send({ tenantIds: ids }).expect(202)
    const [run] = (body as { runs: [{ id: string }] }).runs
    await vi.waitFor(
      async () => {
        simulator.advanceClock(60)
        expect((await tenants.run(run.id)).endedAt).not.toBeNull()
      },
      { timeout: 60_000, interval: 500 },
    )
    const after = await Promise.all(ids.map((id) => tenants.get(id)))
    expect(after.filter(({ consent }) => consent.status === 'granted').length).toBeGreaterThan(0)
  })

  it('serves mailboxes where our app holds no role: the badge says by whom (S3.53)', async () => {
    const found = (await tenants.all()).filter(({ mailboxes }) => mailboxes.status === 'working')
    const servedBy = new Set(found.map(({ mailboxes }) => mailboxes.servedBy))
    expect(servedBy).toContain('cipp')
    expect(servedBy).toContain('microsoft')
  })

  it('renews its access to a tenant when it is asked, where its role allows it (C5, S3.77)', async () => {
    const admin = simulator.apps.find(({ client }) => client === 'admin') as SimulatedApp
    const [tenant] = (await tenants.all()).filter(({ mailboxes }) => mailboxes.servedBy === 'cipp')
    const address = `${tenants.base}/tenants/${tenant?.id}`
    expect((await owner.browser.get(`${address}/refreshers`).expect(200)).body).toEqual({ items: [] })
    const { body: made } = await owner.browser
      .post(connectionsOf(owner).base)
      .send({
        ...entered({ config: { clientId: admin.clientId }, secret: admin.clientSecret }),
        name: 'CIPP as admin',
        sets: ['mailboxes', 'refresh'],
      })
      .expect(201)
    const connectionId = (made as Connection).id
    expect((await owner.browser.get(`${address}/refreshers`).expect(200)).body).toEqual({
      items: [{ connectionId, name: 'CIPP as admin', providerName: 'CIPP' }],
    })
    const ask = () => owner.browser.post(`${address}/access-refreshes`).send({ connectionId })
    simulator.tenant(tenant?.providerTenantId ?? '').standWithCipp({ standing: 'notConsented' })
    expect((await ask().expect(200)).body).toMatchObject({ said: expect.stringContaining('Successfully') as string })
    simulator.tenant(tenant?.providerTenantId ?? '').standWithCipp({ standing: 'signInAgain' })
    expect((await ask().expect(409)).body).toMatchObject({ code: 'request_refused' })
    const { text } = await owner.browser.get(`${tenants.base}/audit/export`).buffer(true).expect(200)
    expect(text.match(/"tenant\.accessRefreshed"/g)).toHaveLength(2)
  })
})
