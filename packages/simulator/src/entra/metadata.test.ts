import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firstApp, read } from '../../test/client.js'
import { type Simulator, startSimulator } from '../index.js'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator()
})
afterAll(() => simulator.stop())

describe('OpenID metadata', () => {
  it('points a plain client at addresses it can call', async () => {
    const { tenantId } = firstApp(simulator)
    const { body } = await read(await fetch(`${simulator.login}/${tenantId}/v2.0/.well-known/openid-configuration`))
    expect(body).toMatchObject({
      issuer: `${simulator.login}/${tenantId}/v2.0`,
      token_endpoint: `${simulator.login}/${tenantId}/oauth2/v2.0/token`,
    })
    expect((await read(await fetch(String(body['jwks_uri'])))).body).toMatchObject({
      keys: [{ kty: 'RSA', use: 'sig' }],
    })
  })

  it('names the real host to a client that stands in for it', async () => {
    const { tenantId } = firstApp(simulator)
    const headers = { 'x-forwarded-host': 'login.microsoftonline.com', 'x-forwarded-proto': 'https' }
    const address = `${simulator.login}/${tenantId}/v2.0/.well-known/openid-configuration`
    const { body } = await read(await fetch(address, { headers }))
    expect(body).toMatchObject({
      issuer: `https://login.microsoftonline.com/${tenantId}/v2.0`,
      token_endpoint: `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`,
      jwks_uri: `https://login.microsoftonline.com/${tenantId}/discovery/v2.0/keys`,
    })
  })

  it('has an older form, of the older issuer', async () => {
    const { tenantId } = firstApp(simulator)
    const { body } = await read(await fetch(`${simulator.login}/${tenantId}/.well-known/openid-configuration`))
    expect(body).toMatchObject({
      issuer: `https://sts.windows.net/${tenantId}/`,
      token_endpoint: `${simulator.login}/${tenantId}/oauth2/token`,
    })
    expect((await fetch(String(body['jwks_uri']))).status).toBe(200)
  })

  it('resolves a domain to its tenant, without any credential', async () => {
    const [tenant] = simulator.tenants
    const address = `${simulator.login}/${tenant!.defaultDomain}/v2.0/.well-known/openid-configuration`
    expect((await read(await fetch(address))).body).toMatchObject({ issuer: expect.stringContaining(tenant!.id) })
  })

  it('is a template for the shared tenants', async () => {
    const address = `${simulator.login}/organizations/v2.0/.well-known/openid-configuration`
    expect((await read(await fetch(address))).body).toMatchObject({ issuer: expect.stringContaining('{tenantid}') })
  })

  it('does not exist for an unknown tenant: AADSTS90002', async () => {
    const address = `${simulator.login}/nowhere.example/v2.0/.well-known/openid-configuration`
    const { status, body } = await read(await fetch(address))
    expect([status, body]).toMatchObject([400, { error_codes: [90002] }])
  })
})

describe('instance discovery', () => {
  function discover(authority: string) {
    const address = `${simulator.login}/common/discovery/instance?api-version=1.1`
    return fetch(`${address}&authorization_endpoint=${encodeURIComponent(authority)}`).then(read)
  }

  it('knows the hosts of every cloud', async () => {
    const { body } = await discover('https://login.microsoftonline.us/common/oauth2/v2.0/authorize')
    expect(body).toMatchObject({
      tenant_discovery_endpoint: expect.stringContaining('/v2.0/.well-known/openid-configuration'),
      metadata: expect.arrayContaining([
        expect.objectContaining({ preferred_network: 'login.microsoftonline.com' }),
        expect.objectContaining({ preferred_network: 'login.partner.microsoftonline.cn' }),
      ]),
    })
  })

  it('refuses any other host: AADSTS50049', async () => {
    expect((await discover('https://login.example/common')).body).toMatchObject({ error_codes: [50049] })
  })
})
