import { generateKeyPairSync } from 'node:crypto'
import { ConfidentialClientApplication, type NodeAuthOptions, ServerError } from '@azure/msal-node'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ReadyApp, type Simulator, startSimulator } from '../../src/index.js'
import { claimsOf } from '../client.js'
import { networkOf } from './real-hosts.js'

const GRAPH = 'https://graph.microsoft.com/.default'
const LOGIN = 'https://login.microsoftonline.com'

let simulator: Simulator
beforeEach(async () => {
  simulator = await startSimulator({ scenario: 'demo' })
})
afterEach(() => simulator.stop())

function appOf(kind: ReadyApp['kind']): ReadyApp {
  const app = simulator.apps.find((candidate) => candidate.kind === kind)
  if (!app) throw new Error(`The scenario has no app of kind ${kind}.`)
  return app
}

function client(app: ReadyApp, auth: Partial<NodeAuthOptions> = { clientSecret: app.clientSecret }) {
  return new ConfidentialClientApplication({
    auth: { clientId: app.clientId, authority: `${LOGIN}/${app.tenantId}`, ...auth },
    system: { networkClient: networkOf(simulator) },
  })
}

/** What MSAL makes of a refusal. */
async function refusal(asked: Promise<unknown>): Promise<{ error: string; code: string; status: number | undefined }> {
  const thrown: unknown = await asked.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(thrown instanceof ServerError)) throw new Error(`MSAL took it for something else: ${String(thrown)}`)
  expect(thrown.correlationId).toMatch(/^[0-9a-f-]{36}$/)
  return { error: thrown.errorCode, code: String(thrown.errorNo), status: thrown.status }
}

describe('msal-node, as it comes', () => {
  it('gets a token by secret, and the second time from its cache', async () => {
    const app = appOf('singleTenant')
    const msal = client(app)
    const first = await msal.acquireTokenByClientCredential({ scopes: [GRAPH] })
    const second = await msal.acquireTokenByClientCredential({ scopes: [GRAPH] })
    expect(first?.fromCache).toBe(false)
    expect(second?.fromCache).toBe(true)
    expect(second?.accessToken).toBe(first?.accessToken)
    expect(claimsOf(first?.accessToken ?? '')).toMatchObject({ tid: app.tenantId, appid: app.clientId })
    expect(first?.expiresOn?.getTime()).toBeGreaterThan(Date.now())
  })

  it('gets a token by certificate, which a stranger’s key cannot', async () => {
    const app = simulator.apps.find(({ certificate }) => certificate)
    if (!app?.certificate) throw new Error('The scenario has no app with a certificate.')
    const { privateKey, thumbprintSha256 } = app.certificate
    const msal = client(app, { clientCertificate: { privateKey, thumbprintSha256 } })
    const token = await msal.acquireTokenByClientCredential({ scopes: [GRAPH] })
    expect(claimsOf(token?.accessToken ?? '')['appid']).toBe(app.clientId)

    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    const pem = stranger.export({ type: 'pkcs8', format: 'pem' }).toString()
    const forged = client(app, { clientCertificate: { privateKey: pem, thumbprintSha256 } })
    expect(await refusal(forged.acquireTokenByClientCredential({ scopes: [GRAPH] }))).toMatchObject({
      error: 'invalid_client',
      code: '700027',
    })
  })

  it('serves many tenants from one instance: each that consented with a token of its own, no other', async () => {
    const app = appOf('partner')
    const msal = client(app)
    const ask = (tenantId: string) =>
      msal.acquireTokenByClientCredential({ scopes: [GRAPH], authority: `${LOGIN}/${tenantId}` })
    const customers = simulator.tenants.filter(({ id }) => id !== app.tenantId)
    const consented = (id: string) =>
      simulator
        .state()
        .tenants.some((tenant) => tenant.id === id && tenant.apps.some((at) => at.clientId === app.clientId))
    const without = customers.find(({ id }) => !consented(id))
    if (!without) throw new Error('Every customer has consented.')
    expect(await refusal(ask(without.id))).toEqual({ error: 'unauthorized_client', code: '700016', status: 400 })

    simulator.tenant(without.id).grantAll({ clientId: app.clientId })
    simulator.advanceClock(3600)
    const [here, there] = [await ask(app.tenantId), await ask(without.id)]
    expect(claimsOf(here?.accessToken ?? '')['tid']).toBe(app.tenantId)
    expect(claimsOf(there?.accessToken ?? '')['tid']).toBe(without.id)
  })

  it('carries a new grant only after going past its cache', async () => {
    const app = appOf('singleTenant')
    const msal = client(app)
    const roles = async (skipCache: boolean) => {
      const token = await msal.acquireTokenByClientCredential({ scopes: [GRAPH], skipCache })
      return claimsOf(token?.accessToken ?? '')['roles'] as string[]
    }
    expect(await roles(false)).toContain('User.Read.All')
    simulator.tenant(app.tenantId).withholdPermissions({ clientId: app.clientId, permissions: ['User.Read.All'] })
    expect(await roles(false)).toContain('User.Read.All')
    expect(await roles(true)).not.toContain('User.Read.All')
  })

  it.each([
    ['a wrong secret', 'invalid_client', '7000215', 401, (app: ReadyApp) => client(app, { clientSecret: 'guess' })],
    [
      'the secret’s id in place of its value',
      'invalid_client',
      '7000215',
      401,
      (app: ReadyApp) => client(app, { clientSecret: app.secretId }),
    ],
    [
      'an unknown client id',
      'unauthorized_client',
      '700016',
      400,
      (app: ReadyApp) => client({ ...app, clientId: '11111111-1111-4111-8111-111111111111' }),
    ],
    [
      'an unknown tenant',
      'invalid_request',
      '90002',
      400,
      (app: ReadyApp) => client({ ...app, tenantId: '11111111-1111-4111-8111-111111111111' }),
    ],
    [
      'a tenant that is no name',
      'invalid_request',
      '900023',
      400,
      (app: ReadyApp) => client({ ...app, tenantId: 'no-name' }),
    ],
  ] as const)('reads the refusal of %s as %s %s', async (_what, error, code, status, wrong) => {
    const asked = wrong(appOf('singleTenant')).acquireTokenByClientCredential({ scopes: [GRAPH] })
    expect(await refusal(asked)).toEqual({ error, code, status })
  })

  it('reads the refusal of a scope that is no /.default, of another resource, of an expired secret and of a disabled app', async () => {
    const app = appOf('singleTenant')
    const ask = (scope: string) => client(app).acquireTokenByClientCredential({ scopes: [scope] })
    expect((await refusal(ask('https://graph.microsoft.com/User.Read.All'))).error).toBe('invalid_scope')
    expect((await refusal(ask('https://nobody.example/.default'))).code).toBe('500011')
    simulator.tenant(app.tenantId).expireSecret({ clientId: app.clientId })
    expect(await refusal(ask(GRAPH))).toMatchObject({ error: 'invalid_client', code: '7000222' })
    simulator.reset()
    simulator.tenant(app.tenantId).setServicePrincipalEnabled({ clientId: app.clientId, enabled: false })
    expect(await refusal(ask(GRAPH))).toMatchObject({ error: 'unauthorized_client', code: '7000112' })
  })
})
