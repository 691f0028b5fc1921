import { readFileSync } from 'node:fs'
import type { ConnectionSetup } from '@tenantry/core'
import { startSimulator, type Simulator, type TokenErrorCode } from '@tenantry/simulator'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { open } from './support/connection.js'
import { type CredentialId, credentialOf, findApp, READ_SETS } from './support/setups.js'

let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'demo' })
})
beforeEach(() => simulator.reset())
afterAll(() => simulator.stop())

const company = () => findApp(simulator, 'singleTenant')
const partner = () => findApp(simulator, 'partner')
const customer = () => simulator.tenants.find(({ name }) => name === 'Northwind Traders')?.id ?? ''

function setup(
  changes: { kind?: string; credential?: CredentialId; config?: object; values?: object } = {},
): ConnectionSetup {
  const { kind = 'singleTenantApp', credential = 'clientSecret', config = {}, values = {} } = changes
  const app = kind === 'partnerApp' ? partner() : company()
  const proof = credentialOf(app, credential)
  return {
    kind,
    config: { tenantId: app.tenantId, clientId: app.clientId, cloud: 'global', ...config },
    credential: { ...proof, values: { ...proof.values, ...values } },
    sets: READ_SETS,
  }
}

const check = (given: ConnectionSetup, workloadToken?: () => Promise<string>) =>
  open(simulator, given, workloadToken && { workloadToken }).check()
const pem = (name: string) => readFileSync(new URL(`support/${name}`, import.meta.url), 'utf8')

describe('A refused sign-in is told by its cause (requirements §1.6)', () => {
  it.each<[TokenErrorCode, string, string]>([
    [7000215, 'secret_invalid', 'authenticationError'],
    [7000222, 'secret_expired', 'authenticationError'],
    [700016, 'app_not_found', 'authenticationError'],
    [7000229, 'consent_missing', 'authenticationError'],
    [65001, 'consent_missing', 'authenticationError'],
    [7000112, 'app_disabled', 'authenticationError'],
    [90002, 'tenant_not_found', 'authenticationError'],
    [900023, 'tenant_not_found', 'authenticationError'],
    [700027, 'certificate_invalid', 'authenticationError'],
    [700024, 'certificate_invalid', 'authenticationError'],
    [700211, 'federation_not_trusted', 'authenticationError'],
    [700212, 'federation_not_trusted', 'authenticationError'],
    [700213, 'federation_not_trusted', 'authenticationError'],
    [53003, 'blocked_by_policy', 'authenticationError'],
    [50196, 'sign_in_loop', 'serviceError'],
    [90033, 'service_unavailable', 'serviceError'],
    [7000216, 'authentication_refused', 'authenticationError'],
    [7000218, 'authentication_refused', 'authenticationError'],
    [70011, 'authentication_refused', 'authenticationError'],
    [1002012, 'authentication_refused', 'authenticationError'],
  ])('AADSTS%i is %s', async (code, expected, health) => {
    simulator.addFault({ kind: 'tokenError', code })
    const test = await check(setup())
    expect(test).toMatchObject({
      health,
      problem: {
        code: expected,
        provenance: {
          operation: 'POST login.microsoftonline.com/{id}/oauth2/v2.0/token',
          providerCode: `AADSTS${code}`,
          requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        },
      },
    })
  })

  it('a tenant that Entra throttles is throttled, and is neither wrong nor down', async () => {
    simulator.addFault({ kind: 'tokenError', code: 90055 })
    expect(await check(setup())).toMatchObject({ notes: ['throttled'], problem: { code: 'throttled' } })
  })

  it('a code that we do not know is shown, for looking it up', async () => {
    simulator.addFault({ kind: 'tokenError', code: 70011 })
    expect((await check(setup())).problem?.why).toContain('AADSTS70011')
  })
})

describe('The usual mistakes are told apart', () => {
  it('a secret that has expired', async () => {
    simulator.tenant(company().tenantId).expireSecret()
    expect((await check(setup())).problem?.code).toBe('secret_expired')
  })

  it('a secret that was replaced', async () => {
    const old = setup()
    simulator.tenant(company().tenantId).addSecret({ removeOld: true })
    expect((await check(old)).problem?.code).toBe('secret_invalid')
  })

  it('the secret’s id pasted in place of its value (S1.32)', async () => {
    const test = await check(setup({ values: { clientSecret: company().secretId } }))
    expect(test.problem).toMatchObject({ code: 'secret_invalid', fix: expect.stringContaining('Secret ID') as string })
  })

  it('a tenant id with a typing error', async () => {
    const test = await check(setup({ config: { tenantId: 'aaaaaaaa-0000-4000-8000-000000000000' } }))
    expect(test.problem?.code).toBe('tenant_not_found')
  })

  it('a domain that no tenant has', async () => {
    const test = await check(setup({ config: { tenantId: 'no-such-tenant.example' } }))
    expect(test.problem).toMatchObject({ code: 'tenant_not_found' })
    expect(test.problem?.why).toContain('no-such-tenant.example')
  })

  it('a tenant that was deleted', async () => {
    simulator.tenant(company().tenantId).setDeleted(true)
    expect((await check(setup())).problem?.code).toBe('tenant_not_found')
  })

  it('a tenant in another cloud', async () => {
    expect((await check(setup({ config: { cloud: 'usGov' } }))).problem?.code).toBe('tenant_not_found')
  })

  it('an app of another tenant (S1.31)', async () => {
    const test = await check(setup({ config: { tenantId: partner().tenantId } }))
    expect(test.problem).toMatchObject({ code: 'app_not_found' })
    expect(test.problem?.why).toContain('registered in another tenant')
  })

  it('a single-tenant app used as a partner’s app (S3.7)', async () => {
    const { clientId, clientSecret } = company()
    const test = await check(setup({ kind: 'partnerApp', config: { clientId }, values: { clientSecret } }))
    expect(test.problem).toMatchObject({ code: 'app_not_found' })
    expect(test.problem?.why).toContain('registered for one tenant only')
    expect(test.problem?.fix).toContain('any organizational directory')
  })

  it('consent that was revoked', async () => {
    simulator.tenant(company().tenantId).removeServicePrincipal()
    expect((await check(setup())).problem?.code).toBe('consent_missing')
  })

  it('an app that was switched off in the tenant', async () => {
    simulator.tenant(company().tenantId).setServicePrincipalEnabled({ enabled: false })
    expect((await check(setup())).problem?.code).toBe('app_disabled')
  })

  it('a Conditional Access policy for workloads', async () => {
    simulator.addFault({ kind: 'conditionalAccess' })
    expect((await check(setup())).problem?.code).toBe('blocked_by_policy')
  })

  it('a tenant is reached by its domain as well as by its id', async () => {
    const domain = simulator.tenants.find(({ id }) => id === company().tenantId)?.defaultDomain
    const test = await check(setup({ config: { tenantId: domain } }))
    expect(test).toMatchObject({ health: 'connected', identity: { tenantId: company().tenantId } })
  })

  it('a partner’s app signs in to a customer’s tenant that consented', async () => {
    const test = await check({ ...setup({ kind: 'partnerApp', config: { tenantId: customer() } }), sets: [] })
    expect(test.identity?.tenantId).toBe(customer())
  })
})

describe('A certificate that is not accepted', () => {
  it('because it was not uploaded is told as such', async () => {
    const values = { certificate: pem('unregistered.pem'), privateKey: pem('unregistered.key.pem') }
    const test = await check(setup({ credential: 'clientCertificate', values }))
    expect(test.problem?.code).toBe('certificate_invalid')
  })

  it('because its key is another one is told as such', async () => {
    const values = { privateKey: pem('unregistered.key.pem') }
    const test = await check(setup({ credential: 'clientCertificate', values }))
    expect(test.problem?.code).toBe('certificate_invalid')
  })
})

describe('A federated token that is not accepted', () => {
  const federated = () => setup({ credential: 'federatedCredential' })

  it.each([
    ['subject', { subject: 'workload:another' }],
    ['audience', { subject: 'workload:directory-integration', audience: 'api://Elsewhere' }],
    ['issuer', { subject: 'workload:directory-integration', issuer: 'https://another-issuer.example' }],
  ])('because of its %s is told as a matter of trust', async (_, plan) => {
    const test = await check(federated(), () => simulator.mintAssertion(plan))
    expect(test.problem?.code).toBe('federation_not_trusted')
  })

  it.each([
    [
      'has expired',
      () => simulator.mintAssertion({ subject: 'workload:directory-integration', lifetimeSeconds: -900 }),
    ],
    ['is no token', () => Promise.resolve('not.a.token')],
    [
      'was tampered with',
      async () => {
        const [header, payload, signature = ''] = (
          await simulator.mintAssertion({ subject: 'workload:directory-integration' })
        ).split('.')
        return [header, payload, Buffer.from(signature, 'base64url').reverse().toString('base64url')].join('.')
      },
    ],
  ])('because it %s is not blamed on a certificate', async (_, workloadToken) => {
    const test = await check(federated(), workloadToken)
    expect(test).toMatchObject({ health: 'authenticationError', problem: { code: 'federated_token_invalid' } })
  })

  it('because it cannot be read names the token and where to look, and no fault of the plugin', async () => {
    const missing = () => Promise.reject(new Error("ENOENT: no such file '/run/tokens/entra-token'"))
    const test = await check(federated(), missing)
    expect(test).toMatchObject({ health: 'authenticationError', problem: { code: 'federated_token_unreadable' } })
    expect(test.problem?.why).toContain('entra-token')
    expect(JSON.stringify(test)).not.toContain('/run/tokens')
  })
})
