import { createHash } from 'node:crypto'
import { createRemoteJWKSet, importPKCS8, jwtVerify, SignJWT } from 'jose'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { askForToken, claimsOf, firstApp, read, tokenOf } from '../../test/client.js'
import { type Simulator, startSimulator } from '../index.js'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ trafficFile: null })
})
afterEach(() => simulator.reset())
afterAll(() => simulator.stop())

describe('a token', () => {
  it('names tenant, app, service principal and the granted roles, and is signed with a published key', async () => {
    const app = firstApp(simulator)
    const { status, body } = await askForToken(simulator)
    expect(status).toBe(200)
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: expect.any(Number) })
    const keys = createRemoteJWKSet(new URL(`${simulator.login}/${app.tenantId}/discovery/v2.0/keys`))
    const { payload } = await jwtVerify(String(body['access_token']), keys)
    expect(payload).toMatchObject({
      aud: 'https://graph.microsoft.com',
      iss: `https://sts.windows.net/${app.tenantId}/`,
      tid: app.tenantId,
      appid: app.clientId,
      idtyp: 'app',
      roles: expect.arrayContaining(['User.Read.All', 'Organization.Read.All']),
      wids: expect.any(Array),
    })
    expect(payload['oid']).toBe(payload.sub)
  })

  it('lives 60 to 90 minutes', async () => {
    const { body } = await askForToken(simulator)
    expect(body['expires_in']).toBeGreaterThanOrEqual(3599)
    expect(body['expires_in']).toBeLessThan(5400)
  })

  it('has no roles claim at all when nothing is granted', async () => {
    const { granted } = simulator.state().tenants[0]!.apps[0]!
    simulator.tenant(firstApp(simulator).tenantId).withholdPermissions({ permissions: granted })
    expect(claimsOf(await tokenOf(simulator))).not.toHaveProperty('roles')
  })

  it('is given at the older address too, for a resource in place of a scope', async () => {
    const { clientId, clientSecret, tenantId } = firstApp(simulator)
    const { body } = await read(
      await fetch(`${simulator.login}/${tenantId}/oauth2/token`, {
        method: 'POST',
        body: new URLSearchParams({
          client_id: clientId,
          client_secret: clientSecret,
          grant_type: 'client_credentials',
          resource: 'https://graph.microsoft.com/',
        }),
      }),
    )
    expect(body).toMatchObject({ resource: 'https://graph.microsoft.com', expires_in: expect.stringMatching(/^\d+$/) })
    expect(claimsOf(String(body['access_token']))).toMatchObject({ tid: tenantId, aud: 'https://graph.microsoft.com' })
  })

  it('is given to a tenant named by domain too', async () => {
    const token = await tokenOf(simulator, { tenant: simulator.tenants[0]!.defaultDomain })
    expect(claimsOf(token)['tid']).toBe(firstApp(simulator).tenantId)
  })
})

describe('a request for a token is refused', () => {
  it.each<[string, number, string, number, Record<string, string | null>]>([
    ['the secret is wrong', 7000215, 'invalid_client', 401, { client_secret: 'wrong' }],
    ['nothing proves the client', 7000216, 'invalid_request', 400, { client_secret: null }],
    ['the secret is empty', 7000218, 'invalid_client', 401, { client_secret: '' }],
    [
      'the client is unknown',
      700016,
      'unauthorized_client',
      400,
      { client_id: '00000000-1111-4222-8333-444444444444' },
    ],
    ['the client id is missing', 900144, 'invalid_request', 400, { client_id: null }],
    ['the grant type is missing', 900144, 'invalid_request', 400, { grant_type: null }],
    ['the grant is another', 70003, 'unsupported_grant_type', 400, { grant_type: 'magic' }],
    [
      'the scope is a single permission',
      1002012,
      'invalid_scope',
      400,
      { scope: 'https://graph.microsoft.com/User.Read.All' },
    ],
    [
      'two resources are asked at once',
      70011,
      'invalid_scope',
      400,
      { scope: 'https://graph.microsoft.com/.default https://outlook.office365.com/.default' },
    ],
    ['the resource is unknown', 500011, 'invalid_resource', 400, { scope: 'https://nothing.example/.default' }],
    [
      'the assertion is garbage',
      50027,
      'invalid_request',
      400,
      { client_assertion: 'garbage', client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' },
    ],
  ])('when %s: AADSTS%i', async (_, code, error, status, fields) => {
    const answer = await askForToken(simulator, fields)
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({
      error,
      error_codes: [code],
      error_description: expect.stringContaining(`AADSTS${code}: `),
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/),
      trace_id: expect.any(String),
      correlation_id: expect.any(String),
    })
  })

  it.each<[string, number, string]>([
    ['unknown', 90002, '00000000-1111-4222-8333-444444444444'],
    ['neither id nor domain', 900023, 'contoso'],
    ['shared by all', 50059, 'common'],
  ])('when the tenant is %s: AADSTS%i', async (_, code, tenant) => {
    expect((await askForToken(simulator, {}, { tenant })).body).toMatchObject({ error_codes: [code] })
  })

  it('when the tenant lives in another cloud: AADSTS90002', async () => {
    const host = `${simulator.url}/login.microsoftonline.us`
    expect((await askForToken(simulator, {}, { host })).body).toMatchObject({ error_codes: [90002] })
  })

  it('when the id of the secret is pasted in place of its value: AADSTS7000215', async () => {
    const answer = await askForToken(simulator, { client_secret: firstApp(simulator).secretId })
    expect(answer.body).toMatchObject({
      error_codes: [7000215],
      error_description: expect.stringContaining('secret ID'),
    })
  })

  it('when the secret has expired: AADSTS7000222, also by the passing of time', async () => {
    simulator.setClock(new Date(Date.parse(firstApp(simulator).secretExpires) + 1000))
    expect((await askForToken(simulator)).body).toMatchObject({ error: 'invalid_client', error_codes: [7000222] })
  })

  it('when the service principal is disabled: AADSTS7000112', async () => {
    simulator.tenant(firstApp(simulator).tenantId).setServicePrincipalEnabled({ enabled: false })
    expect((await askForToken(simulator)).body).toMatchObject({ error: 'unauthorized_client', error_codes: [7000112] })
  })

  it('when the service principal is gone: AADSTS7000229', async () => {
    simulator.tenant(firstApp(simulator).tenantId).removeServicePrincipal()
    expect((await askForToken(simulator)).body).toMatchObject({ error_codes: [7000229] })
  })

  it('when the tenant is deleted: AADSTS90002', async () => {
    simulator.tenant(firstApp(simulator).tenantId).setDeleted(true)
    expect((await askForToken(simulator)).body).toMatchObject({ error_codes: [90002] })
  })
})

describe('an app of one tenant in another', () => {
  it('is unknown there when it is single-tenant: AADSTS700016', async () => {
    const companies = await startSimulator({ scenario: 'two-companies', trafficFile: null })
    const [first, second] = companies.apps
    const answer = await askForToken(companies, {}, { app: first!, tenant: second!.tenantId })
    expect(answer.body).toMatchObject({ error: 'unauthorized_client', error_codes: [700016] })
    await companies.stop()
  })

  it('gets tokens of the tenants that consented, is unknown in the others, and missed where consent was revoked', async () => {
    const world = await startSimulator({ scenario: 'demo', trafficFile: null })
    const app = world.apps.find(({ kind }) => kind === 'partner')!
    const customers = world.state().tenants.filter(({ id }) => id !== app.tenantId)
    const consented = customers.find(({ apps }) => apps.some(({ clientId }) => clientId === app.clientId))!
    const stranger = customers.find(({ apps, partner }) => apps.length === 0 && !partner)!
    expect(claimsOf(await tokenOf(world, { app, tenant: consented.id }))['tid']).toBe(consented.id)
    expect((await askForToken(world, {}, { app, tenant: stranger.id })).body).toMatchObject({ error_codes: [700016] })
    world.tenant(consented.id).removeServicePrincipal()
    expect((await askForToken(world, {}, { app, tenant: consented.id })).body).toMatchObject({ error_codes: [7000229] })
    await world.stop()
  })
})

describe('a certificate assertion', () => {
  const TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

  async function sign(alg: 'PS256' | 'RS256', overrides: { aud?: string; exp?: number; thumbprint?: string } = {}) {
    const app = firstApp(simulator)
    const der = Buffer.from(app.certificate!.pem.replace(/-----[^-]+-----|\s/g, ''), 'base64')
    const thumbprint = (hash: string) => createHash(hash).update(der).digest('base64url')
    const key = await importPKCS8(app.certificate!.privateKey, alg)
    const now = Math.floor(Date.now() / 1000)
    return new SignJWT({ iss: app.clientId, sub: app.clientId, jti: 'one' })
      .setProtectedHeader(
        alg === 'PS256'
          ? { alg, typ: 'JWT', 'x5t#S256': overrides.thumbprint ?? thumbprint('sha256') }
          : { alg, typ: 'JWT', x5t: overrides.thumbprint ?? thumbprint('sha1') },
      )
      .setAudience(overrides.aud ?? `https://login.microsoftonline.com/${app.tenantId}/oauth2/v2.0/token`)
      .setNotBefore(now - 4000)
      .setExpirationTime(overrides.exp ?? now + 600)
      .sign(key)
  }

  function present(assertion: string) {
    return askForToken(simulator, { client_secret: null, client_assertion: assertion, client_assertion_type: TYPE })
  }

  it.each(['PS256', 'RS256'] as const)('proves the client when signed with %s', async (alg) => {
    const answer = await present(await sign(alg))
    expect(answer.status).toBe(200)
    expect(claimsOf(String(answer.body['access_token']))['appidacr']).toBe('2')
  })

  it('is refused for an unregistered certificate: AADSTS700027', async () => {
    expect((await present(await sign('PS256', { thumbprint: 'unknown' }))).body).toMatchObject({
      error_codes: [700027],
    })
  })

  it('is refused when its signature does not match: AADSTS700027', async () => {
    const [head, payload] = (await sign('PS256')).split('.')
    const [, , other] = (await sign('PS256', { exp: Math.floor(Date.now() / 1000) + 500 })).split('.')
    expect((await present(`${head}.${payload}.${other}`)).body).toMatchObject({ error_codes: [700027] })
  })

  it('is refused outside its life: AADSTS700024', async () => {
    const exp = Math.floor(Date.now() / 1000) - 3600
    expect((await present(await sign('PS256', { exp }))).body).toMatchObject({ error_codes: [700024] })
  })

  it('is refused when it was meant for another address: AADSTS700023', async () => {
    expect((await present(await sign('PS256', { aud: 'https://example.com' }))).body).toMatchObject({
      error_codes: [700023],
    })
  })
})

describe('a federated assertion', () => {
  function present(assertion: string) {
    return askForToken(simulator, {
      client_secret: null,
      client_assertion: assertion,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    })
  }

  it('proves the client when issuer, subject and audience match', async () => {
    const { subject } = firstApp(simulator).federated!
    expect((await present(await simulator.mintAssertion({ subject }))).status).toBe(200)
  })

  it.each([
    ['issuer', 700211, { issuer: 'https://other.example' }],
    ['audience', 700212, { audience: 'other' }],
    ['subject', 700213, { subject: 'other' }],
  ])('is refused for another %s: AADSTS%i', async (_, code, other) => {
    const { subject } = firstApp(simulator).federated!
    const assertion = await simulator.mintAssertion({ subject, ...other })
    expect((await present(assertion)).body).toMatchObject({ error: 'invalid_client', error_codes: [code] })
  })
})
