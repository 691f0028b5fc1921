import { afterAll, beforeEach, beforeAll, describe, expect, it } from 'vitest'
import { askForToken, claimsOf, graph, tokenOf } from '../../test/client.js'
import { type ReadyApp, type Simulator, startSimulator } from '../index.js'

const REDIRECT = 'http://localhost:3000/'

let simulator: Simulator
let app: ReadyApp
let customer: { id: string; name: string }
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'demo', trafficFile: null })
})
beforeEach(() => {
  simulator.reset()
  app = simulator.apps.find(({ kind }) => kind === 'partner')!
  customer = simulator.state().tenants.find(({ apps, partner }) => apps.length === 0 && !partner)!
})
afterAll(() => simulator.stop())

function address(tenant: string, fields: Record<string, string>, form = '/v2.0/adminconsent'): string {
  return `${simulator.login}/${tenant}${form}?${new URLSearchParams(fields).toString()}`
}

/** Presses a button of the consent page as a browser would: with what the page holds. */
async function press(
  url: string,
  decision: 'accept' | 'cancel',
  chosen: Record<string, string> = {},
): Promise<Response> {
  const page = await (await fetch(url)).text()
  const hidden = [...page.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(
    ([, name, value]) =>
      [name, (value ?? '').replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))] as [string, string],
  )
  const tenant = /<option value="([^"]+)"/.exec(page)?.[1] ?? ''
  const body = new URLSearchParams({ ...Object.fromEntries(hidden), tenant, ...chosen, decision })
  return fetch(url, { method: 'POST', body, redirect: 'manual' })
}

function callback(response: Response): Record<string, string> {
  return Object.fromEntries(new URL(response.headers.get('location') ?? '').searchParams)
}

const asked = () => ({
  client_id: app.clientId,
  redirect_uri: REDIRECT,
  state: 'a&"b',
  scope: 'https://graph.microsoft.com/.default',
})

describe('the consent page', () => {
  it('shows the app and what it asks for, and calls back with tenant, state and scope once accepted', async () => {
    const url = address(customer.id, asked())
    const page = await (await fetch(url)).text()
    expect(page).toContain(app.name)
    expect(page).toContain('DelegatedAdminRelationship.Read.All')
    expect(callback(await press(url, 'accept'))).toEqual({
      admin_consent: 'True',
      tenant: customer.id,
      state: 'a&"b',
      scope: 'https://graph.microsoft.com/.default',
    })
  })

  it('has an older form that calls back without a scope', async () => {
    const { scope: _, ...fields } = asked()
    const answer = callback(await press(address(customer.id, fields, '/adminconsent'), 'accept'))
    expect(answer).toEqual({ admin_consent: 'True', tenant: customer.id, state: 'a&"b' })
  })

  it('calls back with AADSTS65004, and admin_consent all the same, when the person cancels', async () => {
    expect(callback(await press(address(customer.id, asked()), 'cancel'))).toMatchObject({
      error: 'access_denied',
      error_description: expect.stringContaining('AADSTS65004'),
      admin_consent: 'True',
      state: 'a&"b',
    })
    expect((await askForToken(simulator, {}, { app, tenant: customer.id })).body).toMatchObject({
      error_codes: [700016],
    })
  })

  it('calls back with AADSTS90094 when the person is no administrator', async () => {
    const answer = callback(await press(address(customer.id, asked()), 'accept', { person: 'user' }))
    expect(answer).toMatchObject({ error_description: expect.stringContaining('AADSTS90094'), admin_consent: 'True' })
  })

  it('lets the person be of any tenant when the address says organizations', async () => {
    const answer = callback(await press(address('organizations', asked()), 'accept', { tenant: customer.id }))
    expect(answer['tenant']).toBe(customer.id)
  })

  it('does not mind the port of a loopback redirect', async () => {
    const url = address(customer.id, { ...asked(), redirect_uri: 'http://localhost:41234/' })
    expect((await press(url, 'accept')).headers.get('location')).toMatch(/^http:\/\/localhost:41234\/\?/)
  })

  it.each<[string, string, () => Record<string, string>]>([
    [
      'the redirect is not registered',
      'AADSTS50011',
      () => ({ ...asked(), redirect_uri: 'https://attacker.example/' }),
    ],
    ['the app is unknown', 'AADSTS700016', () => ({ ...asked(), client_id: '00000000-1111-4222-8333-444444444444' })],
  ])('is an error page without a way back when %s', async (_, code, fields) => {
    const response = await fetch(address(customer.id, fields()), { redirect: 'manual' })
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining(code)])
  })

  it('ends on AADSTS500113 after a consent that worked, when the app has no redirect address', async () => {
    simulator.tenant(app.tenantId).removeRedirectUris()
    const { redirect_uri: _, ...fields } = asked()
    const response = await press(address(customer.id, fields), 'accept')
    expect(await response.text()).toContain('AADSTS500113')
    simulator.advanceClock(60)
    expect(await tokenOf(simulator, { app, tenant: customer.id })).toBeTruthy()
  })
})

describe('after consent', () => {
  it('tokens and Graph lag behind: first no roles and an unknown identity, then everything works', async () => {
    simulator.tenant(customer.id).propagateSlowly({ seconds: 60 })
    await press(address(customer.id, asked()), 'accept')
    const early = await tokenOf(simulator, { app, tenant: customer.id })
    expect(claimsOf(early)).not.toHaveProperty('roles')
    const refused = await graph(simulator, early, '/organization')
    expect([refused.status, refused.body]).toMatchObject([401, { error: { code: 'Authorization_IdentityNotFound' } }])
    simulator.advanceClock(61)
    expect((await graph(simulator, early, '/organization')).status).toBe(403)
    const late = await tokenOf(simulator, { app, tenant: customer.id })
    expect((await graph(simulator, late, '/organization')).status).toBe(200)
  })

  it('Graph may still refuse a role that the token already carries', async () => {
    const tenant = simulator.tenant(customer.id)
    tenant.propagateSlowly({ seconds: 0, graphSeconds: 3600 })
    await press(address(customer.id, asked()), 'accept')
    const token = await tokenOf(simulator, { app, tenant: customer.id })
    expect(claimsOf(token)['roles']).toContain('Organization.Read.All')
    expect((await graph(simulator, token, '/organization')).status).toBe(403)
    simulator.advanceClock(3601)
    expect(
      (await graph(simulator, await tokenOf(simulator, { app, tenant: customer.id }), '/organization')).status,
    ).toBe(200)
  })
})
