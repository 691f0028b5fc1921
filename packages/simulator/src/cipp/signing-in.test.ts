import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiClient, callCipp, cippToken } from '../../test/cipp.js'
import { askForToken, graph } from '../../test/client.js'
import { type Simulator, startSimulator } from '../index.js'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'msp-50', trafficFile: null })
})
afterAll(() => simulator.stop())

const call = async (path: string, client = 'editor', headers = {}) =>
  callCipp(simulator, path, { token: await cippToken(simulator, client), headers })

describe('an API client of CIPP', () => {
  it('is client and resource of its token in one, and lists tenants', async () => {
    const { status, body } = await call('ListTenants')
    expect(status).toBe(200)
    expect(body).toContainEqual(expect.objectContaining({ displayName: '*Partner Tenant' }))
    expect((body as unknown[]).length).toBeGreaterThan(40)
  })

  it('without an identifier URI gets no token', async () => {
    const app = apiClient(simulator, 'no-identifier-uri')
    const { status, body } = await askForToken(simulator, { scope: `api://${app.clientId}/.default` }, { app })
    expect([status, body['error_codes']]).toEqual([400, [500011]])
  })

  it('does not get in with a token for something else', async () => {
    const editor = apiClient(simulator, 'editor')
    const forGraph = String((await askForToken(simulator, {}, { app: editor })).body['access_token'])
    expect((await callCipp(simulator, 'ListTenants', { token: forGraph })).status).toBe(401)
    const other = apiClient(simulator, 'not-saved')
    const forEditor = await askForToken(simulator, { scope: `api://${editor.clientId}/.default` }, { app: other })
    const refused = await callCipp(simulator, 'ListTenants', { token: String(forEditor.body['access_token']) })
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('You do not have permission')])
    expect((await graph(simulator, await cippToken(simulator), '/organization')).status).toBe(401)
  })

  it.each(['disabled', 'not-saved'])('that is %s is refused in front of CIPP, without a word', async (client) => {
    expect(await call('ListTenants', client)).toMatchObject({ status: 401, text: '' })
  })

  it.each([
    ['ip-restricted', 'ListTenants', 'the API Client does not have the required permission'],
    [
      'readonly',
      'ExecAppApprovalTemplate',
      "the 'readonly' base role does not have the required permission: Tenant.Application.ReadWrite",
    ],
    [
      'editor',
      'ExecAccessChecks',
      "the 'editor' base role does not have the required permission: CIPP.AppSettings.Read",
    ],
    ['custom-role', 'ListMFAUsers', 'you do not have the required permission: Identity.User.Read'],
    ['custom-role', 'ExecGroupsDelete', "the custom role 'onboarding' has blocked this endpoint: ExecGroupsDelete"],
    ['no-role', 'ListTenants', 'the user does not have the required permission'],
  ])('%s may not call %s, and is told so in plain text', async (client, name, reason) => {
    const { status, text, headers } = await call(name, client)
    expect([status, text]).toEqual([403, `Access to this CIPP API endpoint is not allowed, ${reason}`])
    expect(headers.get('content-type')).toContain('text/plain')
  })

  it('limited to some addresses gets in from there', async () => {
    const from = (address: string) => call('ListTenants', 'ip-restricted', { 'x-forwarded-for': address })
    expect((await from('203.0.113.9:52100')).status).toBe(200)
    expect((await from('2001:db8:7::1')).status).toBe(200)
    expect((await from('198.51.100.1')).status).toBe(403)
  })

  it('limited to some tenants sees those, and may not touch others or all', async () => {
    const token = await cippToken(simulator, 'some-tenants')
    const seen = (await callCipp(simulator, 'ListTenants', { token })).body as { customerId: string }[]
    expect(seen.length).toBeGreaterThan(2)
    expect(seen.length).toBeLessThan(30)
    const other = simulator.tenants.find(({ id }) => seen.every(({ customerId }) => customerId !== id))!
    expect(await callCipp(simulator, `ListTenantDetails?tenantFilter=${other.id}`, { token })).toMatchObject({
      status: 403,
      text: 'Access to this tenant is not allowed',
    })
    const deploy = { configMode: 'template', tenantFilter: [{ value: 'AllTenants', label: 'All' }] }
    expect(await callCipp(simulator, 'ExecAddMultiTenantApp', { token, body: deploy })).toMatchObject({ status: 403 })
  })

  it('finds /api/me broken with one of CIPP’s own roles, and working with a custom one', async () => {
    expect(await call('me')).toMatchObject({
      status: 403,
      text: expect.stringContaining("'UserRoles' because it is null"),
    })
    expect(await call('me', 'custom-role')).toMatchObject({
      status: 200,
      body: { clientPrincipal: { appRole: 'onboarding' }, permissions: expect.arrayContaining(['CIPP.Core.Read']) },
    })
  })

  it('has to write names of functions exactly', async () => {
    expect(await call('listtenants')).toMatchObject({ status: 404, text: 'Endpoint not found' })
    expect(await call('PublicPing')).toMatchObject({ body: { Results: { Message: 'Pong' } } })
    expect((await callCipp(simulator, 'PublicPing', { token: undefined })).status).toBe(401)
  })

  it('finds what was switched off unavailable', async () => {
    const { status, text } = await call('ListBPA')
    expect([status, text]).toEqual([
      503,
      expect.stringMatching(/^This feature has been disabled: The Best Practice Analyser/),
    ])
  })
})

describe('the address of the portal', () => {
  it('sends every call to sign in, whatever token it brings', async () => {
    const token = await cippToken(simulator)
    const { status, headers, text } = await callCipp(simulator, 'ListTenants', { token, base: simulator.cippPortal })
    expect([status, text]).toEqual([302, ''])
    expect(headers.get('location')).toContain('/.auth/login/aad')
    expect(headers.get('content-type')).toContain('text/html')
    const open = await callCipp(simulator, 'PublicPing', { token: undefined, base: simulator.cippPortal })
    expect(open).toMatchObject({ status: 200, body: { Results: { Message: 'Pong' } } })
  })
})

describe('CIPP out of order', () => {
  it.each([
    [{ kind: 'serverError', status: 503 } as const, 503, 'text/html'],
    [{ kind: 'html' } as const, 200, 'text/html'],
    [{ kind: 'lostAnswer', status: 504 } as const, 504, 'text/html'],
  ])('answers %o', async (fault, status, type) => {
    const token = await cippToken(simulator)
    simulator.addFault({ ...fault, service: 'cipp', times: 1 })
    const answer = await callCipp(simulator, 'ListTenants', { token })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, expect.stringContaining(type)])
  })
})
