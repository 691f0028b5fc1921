import { X509Certificate } from 'node:crypto'
import { startSimulator, type Simulator } from '@tenantry/simulator'
import { decodeJwt, importX509, jwtVerify } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { failure, open, probeOf, type Sent } from './support/connection.js'
import { type CredentialId, credentialOf, findApp } from './support/setups.js'

let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'demo' })
})
beforeEach(() => simulator.reset())
afterAll(() => simulator.stop())

const setupOf = (kind: 'singleTenant' | 'partner', credential: CredentialId = 'clientSecret', tenantId?: string) => {
  const app = findApp(simulator, kind)
  return {
    kind: kind === 'partner' ? 'partnerApp' : 'singleTenantApp',
    config: { tenantId: tenantId ?? app.tenantId, clientId: app.clientId, cloud: 'global' },
    credential: credentialOf(app, credential),
    sets: ['users', 'groups'],
  }
}

const signIns = (sent: readonly Sent[]) => sent.filter(({ url }) => url.includes('/oauth2/'))
const formOf = ({ body }: Sent) => Object.fromEntries(new URLSearchParams(body))
const bearerOf = (sent: readonly Sent[]) => new Set(sent.flatMap(({ headers }) => headers.get('authorization') ?? []))

describe('Signing in with a certificate (S-09)', () => {
  async function assertions() {
    const connection = open(simulator, setupOf('singleTenant', 'clientCertificate'))
    await connection.microsoft.tokens.forGraph({ fresh: true })
    return signIns(connection.sent).map(formOf)
  }

  it('proves the key by an assertion that an independent library accepts', async () => {
    const { certificate, clientId, tenantId } = findApp(simulator, 'singleTenant')
    const [form] = await assertions()
    expect(form?.['client_assertion_type']).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
    const { payload, protectedHeader } = await jwtVerify(
      form?.['client_assertion'] ?? '',
      await importX509(certificate?.pem ?? '', 'PS256'),
      {
        algorithms: ['PS256'],
        issuer: clientId,
        subject: clientId,
        audience: `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`,
        requiredClaims: ['exp', 'nbf', 'jti'],
        // MSAL rounds the moment of issue to the nearest second, which may lie ahead.
        clockTolerance: 1,
      },
    )
    const fingerprint = new X509Certificate(certificate?.pem ?? '').fingerprint256.replaceAll(':', '')
    expect(protectedHeader['x5t#S256']).toBe(Buffer.from(fingerprint, 'hex').toString('base64url'))
    expect(protectedHeader).not.toHaveProperty('x5t')
    expect(Number(payload.exp) - Number(payload.nbf)).toBeLessThanOrEqual(600)
  })

  it('makes an assertion of its own for each connection', async () => {
    const forms = [...(await assertions()), ...(await assertions())]
    const ids = forms.map((form) => decodeJwt(form['client_assertion'] ?? '').jti)
    expect(new Set(ids).size).toBe(2)
  })

  it('never sends the private key, nor a secret', async () => {
    const [form] = await assertions()
    expect(form).not.toHaveProperty('client_secret')
    expect(JSON.stringify(form)).not.toContain('PRIVATE')
  })
})

describe('Signing in with a federated token', () => {
  it('presents the token of this server as it is', async () => {
    const token = await simulator.mintAssertion({ subject: 'workload:directory-integration' })
    const connection = open(simulator, setupOf('singleTenant', 'federatedCredential'), {
      workloadToken: () => Promise.resolve(token),
    })
    await connection.check()
    expect(signIns(connection.sent).map((sent) => formOf(sent)['client_assertion'])).toEqual([token])
  })

  it('reads the token anew each time, since the platform renews it', async () => {
    const tokens = await Promise.all(
      [300, 600].map((lifetimeSeconds) =>
        simulator.mintAssertion({ subject: 'workload:directory-integration', lifetimeSeconds }),
      ),
    )
    const left = [...tokens]
    const connection = open(simulator, setupOf('singleTenant', 'federatedCredential'), {
      workloadToken: () => Promise.resolve(left.shift() ?? ''),
    })
    await connection.microsoft.tokens.forGraph({ fresh: true })
    await connection.microsoft.tokens.forGraph({ fresh: true })
    expect(signIns(connection.sent).map((sent) => formOf(sent)['client_assertion'])).toEqual(tokens)
  })
})

describe('A token', () => {
  it('is got once for all calls of a check, and anew for the next check', async () => {
    const connection = open(simulator, setupOf('singleTenant'))
    await connection.check()
    expect(signIns(connection.sent)).toHaveLength(1)
    const first = bearerOf(connection.sent)
    await connection.check()
    expect(signIns(connection.sent)).toHaveLength(2)
    expect(first.size).toBe(1)
    expect(bearerOf(connection.sent).size).toBe(2)
  })

  it('that several calls need at once is got once', async () => {
    const connection = open(simulator, setupOf('singleTenant'))
    await Promise.all(['users', 'groups', 'organization'].map((set) => probeOf(set).run(connection.microsoft)))
    expect(signIns(connection.sent)).toHaveLength(1)
    expect(bearerOf(connection.sent).size).toBe(1)
  })

  it('of one client is never used in another tenant (S-12)', async () => {
    const customers = ['Northwind Traders', 'Adventure Works'].map(
      (name) => simulator.tenants.find((tenant) => tenant.name === name)?.id,
    )
    const connections = [undefined, ...customers].map((id) => open(simulator, setupOf('partner', 'clientSecret', id)))
    const clientIds = new Set<unknown>()
    for (const { check, sent } of connections) {
      await check()
      for (const request of signIns(sent)) clientIds.add(formOf(request)['client_id'])
    }
    expect(clientIds.size).toBe(1)
    const tokens = connections.map(({ sent }) => [...bearerOf(sent)])
    expect(tokens.map((used) => used.length)).toEqual([1, 1, 1])
    expect(new Set(tokens.flat()).size).toBe(3)
    const tenants = await Promise.all(
      connections.map(async (connection) => (await connection.microsoft.tokens.forGraph()).tenantId),
    )
    expect(tenants).toEqual([findApp(simulator, 'partner').tenantId, ...customers])
  })

  it('that Graph takes no longer is renewed once, by all calls together', async () => {
    const connection = open(simulator, setupOf('singleTenant'))
    await connection.check()
    simulator.advanceClock(3 * 3600)
    const before = signIns(connection.sent).length
    const run = (set: string) => probeOf(set).run(connection.microsoft)
    await expect(Promise.all([run('users'), run('groups'), run('organization')])).resolves.toHaveLength(3)
    expect(signIns(connection.sent).length - before).toBe(1)
  })

  it('that Graph refuses even when new is reported, and not asked for again and again', async () => {
    const refusal = { error: { code: 'InvalidAuthenticationToken', message: 'Access token validation failure.' } }
    const connection = open(simulator, setupOf('singleTenant'), {
      answer: (url) => (url.includes('/graph.') ? Response.json(refusal, { status: 401 }) : undefined),
    })
    const run = (set: string) => failure(probeOf(set).run(connection.microsoft))
    const errors = await Promise.all([run('users'), run('groups'), run('organization')])
    for (const error of errors) {
      expect(error).toMatchObject({
        code: 'authentication_refused',
        health: 'authenticationError',
        provenance: { status: 401, providerCode: 'InvalidAuthenticationToken' },
      })
    }
    expect(signIns(connection.sent)).toHaveLength(2)
    expect(connection.sent.length - signIns(connection.sent).length).toBe(6)
  })
})

describe('Each cloud has hosts of its own (clouds as data)', () => {
  it.each([
    ['usGov', 'Woodgrove Agency', 'login.microsoftonline.us', 'graph.microsoft.us'],
    ['china', 'Datum China', 'login.partner.microsoftonline.cn', 'microsoftgraph.chinacloudapi.cn'],
  ])('%s: sign-in and calls go there and nowhere else', async (cloud, name, login, graph) => {
    const sovereign = await startSimulator({ scenario: 'sovereign-clouds' })
    try {
      const app = findApp(sovereign, 'singleTenant', name)
      const connection = open(sovereign, {
        kind: 'singleTenantApp',
        config: { tenantId: app.tenantId, clientId: app.clientId, cloud },
        credential: credentialOf(app, 'clientSecret'),
        sets: ['users', 'groups', 'apps'],
      })
      expect(await connection.check()).toMatchObject({ health: 'connected', tenant: { name } })
      const hosts = new Set(connection.sent.map(({ url }) => new URL(url).pathname.split('/')[1]))
      expect(hosts).toEqual(new Set([login, graph]))
      expect(formOf(signIns(connection.sent)[0] as Sent)['scope']).toContain(`https://${graph}/.default`)
    } finally {
      await sovereign.stop()
    }
  })
})
