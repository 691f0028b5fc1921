import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askForToken, firstApp, graph, read, tokenOf } from '../../test/client.js'
import { type Simulator, startSimulator } from '../index.js'

let simulator: Simulator
beforeEach(async () => {
  simulator = await startSimulator({ scenario: 'single-organization', limits: 'off', trafficFile: null })
})
afterEach(() => simulator.stop())

const RESOURCE = 'https://adatum-admin.sharepoint.com'
const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** A token got with an assertion, as SharePoint wants it. */
async function token(resource = RESOURCE): Promise<string> {
  const assertion = await simulator.mintAssertion({ subject: String(firstApp(simulator).federated?.subject) })
  const { status, body } = await askForToken(simulator, {
    scope: `${resource}/.default`,
    client_secret: null,
    client_assertion: assertion,
    client_assertion_type: ASSERTION,
  })
  expect(status).toBe(200)
  return String(body['access_token'])
}

async function ask(
  path: string,
  init: { token?: string; method?: string; accept?: string; body?: unknown; host?: string } = {},
) {
  return fetch(`${simulator.url}/${init.host ?? 'adatum-admin.sharepoint.com'}${path}`, {
    method: init.method ?? 'GET',
    headers: {
      authorization: `Bearer ${init.token ?? (await token())}`,
      accept: init.accept ?? 'application/json;odata=nometadata',
      'content-type': 'application/json',
    },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  })
}

const CAPABILITIES = [
  'disabled',
  'externalUserSharingOnly',
  'externalUserAndGuestSharing',
  'existingExternalUserSharingOnly',
]

describe('the SharePoint administration', () => {
  it('shows the tenant’s settings, the same as Graph where Graph has them', async () => {
    const { status, body } = await read(await ask('/_api/SPO.Tenant'))
    const inGraph = await graph(simulator, await tokenOf(simulator), '/admin/sharepoint/settings')
    expect(status).toBe(200)
    expect(CAPABILITIES[Number(body['SharingCapability'])]).toBe(inGraph.body['sharingCapability'])
    expect(body).toMatchObject({
      ODBSharingCapability: expect.any(Number),
      DefaultSharingLinkType: expect.any(Number),
      RequireAnonymousLinksExpireInDays: expect.any(Number),
      EmailAttestationRequired: expect.any(Boolean),
      DisallowInfectedFileDownload: expect.any(Boolean),
    })
  })

  it('wraps them in d when asked to be verbose', async () => {
    const { body } = await read(await ask('/_api/SPO.Tenant', { accept: 'application/json;odata=verbose' }))
    expect(body['d']).toMatchObject({
      __metadata: { type: 'Microsoft.Online.SharePoint.TenantAdministration.Tenant' },
      SharingCapability: expect.any(Number),
    })
  })

  it('changes them, and Graph sees the change', async () => {
    expect(
      (await ask('/_api/SPO.Tenant', { method: 'PATCH', body: { SharingCapability: 0, DefaultLinkPermission: 2 } }))
        .status,
    ).toBe(204)
    const { body } = await read(await ask('/_api/SPO.Tenant'))
    expect(body).toMatchObject({ SharingCapability: 0, DefaultLinkPermission: 2 })
    expect((await graph(simulator, await tokenOf(simulator), '/admin/sharepoint/settings')).body).toMatchObject({
      sharingCapability: 'disabled',
    })
    expect((await ask('/_api/SPO.Tenant', { method: 'PATCH', body: { Nonsense: 1 } })).status).toBe(400)
  })

  it('lists sites with whether scripts are kept out', async () => {
    const { body } = await read(await ask('/_api/SPO.Tenant/GetSitePropertiesFromSharePointByFilters'))
    expect(body.value.length).toBeGreaterThan(3)
    expect(
      body.value.every(
        ({ Url, DenyAddAndCustomizePages }) =>
          String(Url).startsWith('https://adatum.sharepoint.com/') && [1, 2].includes(Number(DenyAddAndCustomizePages)),
      ),
    ).toBe(true)
  })

  it('refuses tokens of applications that were got with a secret', async () => {
    const { body } = await askForToken(simulator, { scope: `${RESOURCE}/.default` })
    const response = await ask('/_api/SPO.Tenant', { token: String(body['access_token']) })
    expect([response.status, await response.text()]).toEqual([401, 'Unsupported app only token.'])
  })

  it('needs Sites.FullControl.All', async () => {
    simulator.tenant(firstApp(simulator).tenantId).withholdPermissions({ permissions: ['Sites.FullControl.All'] })
    expect((await ask('/_api/SPO.Tenant')).status).toBe(403)
  })

  it('of another tenant is no resource of this one: AADSTS500011', async () => {
    const { body } = await askForToken(simulator, { scope: 'https://contoso-admin.sharepoint.com/.default' })
    expect(body).toMatchObject({ error_codes: [500011] })
  })

  it('meets faults of its own', async () => {
    const own = await token()
    simulator.addFault({ kind: 'throttle', service: 'sharepoint', retryAfter: 5, times: 1 })
    const response = await ask('/_api/SPO.Tenant', { token: own })
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '5'])
  })
})
