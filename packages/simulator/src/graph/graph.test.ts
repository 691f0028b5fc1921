import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { firstApp, graph, tokenOf } from '../../test/client.js'
import { type Simulator, startSimulator } from '../index.js'

let simulator: Simulator
let token: string
beforeAll(async () => {
  simulator = await startSimulator({ trafficFile: null, limits: 'off' })
  token = await tokenOf(simulator)
})
afterEach(() => simulator.reset())
afterAll(() => simulator.stop())

const contoso = () => simulator.tenant(firstApp(simulator).tenantId)

async function tokenWithout(...permissions: string[]): Promise<string> {
  contoso().withholdPermissions({ permissions })
  return tokenOf(simulator)
}

/** Leaves only the permissions given. */
async function tokenWithOnly(...permissions: string[]): Promise<string> {
  const { granted } = simulator.state().tenants[0]!.apps[0]!
  return tokenWithout(...granted.filter((name) => !permissions.includes(name)))
}

describe('Graph and the token', () => {
  it.each([
    ['none', '', 'Access token is empty.'],
    ['garbage', 'Bearer garbage', 'JWT is not well formed'],
    ['a forged one', 'Bearer e30.e30.AAAA', 'Invalid signature'],
  ])('answers 401 InvalidAuthenticationToken to %s', async (_, authorization, message) => {
    const { status, body, headers } = await graph(simulator, '', '/organization', { headers: { authorization } })
    expect(status).toBe(401)
    expect(headers.get('www-authenticate')).toContain('Bearer')
    expect(body).toMatchObject({
      error: { code: 'InvalidAuthenticationToken', message: expect.stringContaining(message) },
    })
  })

  it('answers 401 once the token has expired by the simulated clock', async () => {
    simulator.advanceClock(2 * 3600)
    expect((await graph(simulator, token, '/organization')).body).toMatchObject({
      error: { code: 'InvalidAuthenticationToken', message: expect.stringContaining('expired') },
    })
  })

  it('goes by the roles in the token until a new one is issued', async () => {
    contoso().withholdPermissions({
      permissions: [
        'Directory.Read.All',
        'User.Read.All',
        'DeviceManagementManagedDevices.Read.All',
        'DeviceManagementConfiguration.Read.All',
      ],
    })
    expect((await graph(simulator, token, '/users?$top=1')).status).toBe(200)
    expect((await graph(simulator, await tokenOf(simulator), '/users?$top=1')).status).toBe(403)
  })

  it('does not know an app whose service principal is gone, however valid the token', async () => {
    contoso().removeServicePrincipal()
    const { status, body } = await graph(simulator, token, '/organization')
    expect([status, body]).toMatchObject([401, { error: { code: 'Authorization_IdentityNotFound' } }])
  })
})

describe('permissions', () => {
  it('are asked for before existence: 403 and not 404', async () => {
    const poor = await tokenWithOnly('Organization.Read.All')
    const { status, body } = await graph(simulator, poor, '/users/00000000-1111-4222-8333-444444444444')
    expect([status, body]).toMatchObject([403, { error: { code: 'Authorization_RequestDenied' } }])
  })

  it.each([
    ['/users?$top=1', 'User.Read.All'],
    ['/groups?$top=1', 'Group.Read.All'],
    ['/subscribedSkus', 'LicenseAssignment.Read.All'],
    ['/applications', 'Application.Read.All'],
    ['/security/secureScores?$top=1', 'SecurityEvents.Read.All'],
    ['/auditLogs/signIns?$top=1', 'AuditLog.Read.All'],
    ['/admin/sharepoint/settings', 'SharePointTenantSettings.Read.All'],
    ['/roleManagement/directory/roleAssignments', 'RoleManagement.Read.Directory'],
  ])('let %s be read with %s alone, and with nothing of the kind refuse it', async (path, permission) => {
    expect((await graph(simulator, await tokenWithOnly(permission), path)).status).toBe(200)
    simulator.reset()
    expect((await graph(simulator, await tokenWithOnly('ServiceHealth.Read.All'), path)).status).toBe(403)
  })

  it('for sign-in activity are two, and the licence a third: P1', async () => {
    const path = '/users?$select=id,signInActivity&$top=1'
    expect((await graph(simulator, token, path)).status).toBe(200)
    contoso().unlicense(['P1'])
    expect((await graph(simulator, token, path)).body).toMatchObject({
      error: { code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant' },
    })
    expect((await graph(simulator, await tokenWithout('AuditLog.Read.All'), path)).body).toMatchObject({
      error: { code: 'Authorization_RequestDenied' },
    })
  })
})

describe('licences', () => {
  it.each([
    ['/auditLogs/signIns?$top=1', 'P1', 'Authentication_RequestFromNonPremiumTenantOrB2CTenant'],
    [
      '/reports/authenticationMethods/userRegistrationDetails?$top=1',
      'P1',
      'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    ],
    ['/identityProtection/riskyUsers?$top=1', 'P2', 'Forbidden'],
  ] as const)('%s needs Entra ID %s', async (path, feature, code) => {
    expect((await graph(simulator, token, path)).status).toBe(200)
    contoso().unlicense([feature])
    const { status, body } = await graph(simulator, token, path)
    expect([status, body]).toMatchObject([403, { error: { code } }])
  })

  it('that lapse show in the subscribed SKUs', async () => {
    contoso().unlicense(['P2'])
    const { body } = await graph(simulator, token, '/subscribedSkus')
    const plans = body.value.flatMap(
      (sku) => sku['servicePlans'] as { servicePlanName: string; provisioningStatus: string }[],
    )
    expect(plans.find(({ servicePlanName }) => servicePlanName === 'AAD_PREMIUM_P2')).toMatchObject({
      provisioningStatus: 'Disabled',
    })
  })

  it('that are missing leave Conditional Access without policies', async () => {
    contoso().unlicense()
    expect((await graph(simulator, token, '/identity/conditionalAccess/policies')).body.value).toEqual([])
  })
})

describe('what Graph answers', () => {
  it('carries the ids of the request, also inside an error', async () => {
    const id = '6d2f2c4e-0000-4000-8000-000000000001'
    const { headers, body } = await graph(simulator, token, '/users/nobody@contoso.onmicrosoft.com', {
      headers: { 'client-request-id': id },
    })
    expect(headers.get('client-request-id')).toBe(id)
    expect(headers.get('date')).toBeTruthy()
    expect(body).toMatchObject({
      error: {
        code: 'Request_ResourceNotFound',
        innerError: { 'request-id': headers.get('request-id'), 'client-request-id': id },
      },
    })
  })

  it('counts resource units for directory reads', async () => {
    expect((await graph(simulator, token, '/users')).headers.get('x-ms-resource-unit')).toBe('2')
    expect((await graph(simulator, token, '/users?$select=id')).headers.get('x-ms-resource-unit')).toBe('1')
  })

  it('is one organization with its verified domains', async () => {
    const { body } = await graph(simulator, token, '/organization')
    expect(body.value).toMatchObject([
      { id: firstApp(simulator).tenantId, displayName: 'Contoso', verifiedDomains: [{ isDefault: true }] },
    ])
  })

  it('refuses /me to an app', async () => {
    const { status, body } = await graph(simulator, token, '/me')
    expect([status, body]).toMatchObject([400, { error: { message: expect.stringContaining('delegated') } }])
  })

  it('names the segment it does not know', async () => {
    const { status, body } = await graph(simulator, token, '/users/x/nothing')
    expect([status, body]).toMatchObject([400, { error: { message: "Resource not found for the segment 'nothing'." } }])
  })

  it('finds a user by id, by name, by key in parentheses, and whatever the case of the path', async () => {
    const [user] = (await graph(simulator, token, '/users?$top=1')).body.value
    const name = String(user!['userPrincipalName'])
    for (const path of [
      `/users/${String(user!['id'])}`,
      `/users/${name}`,
      `/users('${name}')`,
      `/USERS/${name.toUpperCase()}`,
    ]) {
      expect((await graph(simulator, token, path)).body).toMatchObject({ id: user!['id'] })
    }
  })

  it('shows an own app with the hint and end of its secret, never the secret', async () => {
    const app = firstApp(simulator)
    const { body } = await graph(simulator, token, `/applications(appId='${app.clientId}')`)
    expect(body).toMatchObject({
      '@odata.context': expect.stringMatching(/#applications\/\$entity$/),
      passwordCredentials: [{ keyId: app.secretId, hint: app.clientSecret.slice(0, 3), secretText: null }],
      keyCredentials: [{ type: 'AsymmetricX509Cert' }],
    })
    expect(JSON.stringify(body)).not.toContain(app.clientSecret)
  })

  it('shows what an app was granted, by role ids of the resource', async () => {
    const app = firstApp(simulator)
    const resource = await graph(simulator, token, "/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')")
    const granted = await graph(simulator, token, `/servicePrincipals(appId='${app.clientId}')/appRoleAssignments`)
    const roles = resource.body['appRoles'] as { id: string; value: string }[]
    const names = granted.body.value.map((grant) => roles.find(({ id }) => id === grant['appRoleId'])?.value)
    expect(names).toEqual(simulator.state().tenants[0]!.apps[0]!.granted)
    const other = await graph(simulator, token, `/servicePrincipals/${String(resource.body['id'])}/appRoleAssignedTo`)
    const [first] = granted.body.value
    expect(other.body.value.filter((grant) => grant['principalId'] === first?.['principalId'])).toHaveLength(
      names.length,
    )
  })

  it('gives members as directory objects that name their type', async () => {
    const [group] = (await graph(simulator, token, '/groups?$top=1')).body.value
    const { body } = await graph(simulator, token, `/groups/${String(group!['id'])}/members?$top=2`)
    expect(body.value).toMatchObject([
      { '@odata.type': '#microsoft.graph.user' },
      { '@odata.type': '#microsoft.graph.user' },
    ])
    expect(body['@odata.context']).toMatch(/#directoryObjects$/)
  })
})

describe('tenants', () => {
  it('never see each other: an object of one does not exist in the other', async () => {
    const companies = await startSimulator({ scenario: 'two-companies', trafficFile: null })
    const [first, second] = await Promise.all(companies.apps.map((app) => tokenOf(companies, { app })))
    const [user] = (await graph(companies, first!, '/users?$top=1')).body.value
    expect((await graph(companies, second!, `/users/${String(user!['id'])}`)).status).toBe(404)
    await companies.stop()
  })

  it('show a partner its relationships and customers, and refuse others', async () => {
    const world = await startSimulator({ scenario: 'demo', trafficFile: null })
    const app = world.apps.find(({ kind }) => kind === 'partner')!
    const partner = await tokenOf(world, { app })
    const { body } = await graph(
      world,
      partner,
      "/tenantRelationships/delegatedAdminRelationships?$filter=status eq 'active'",
    )
    expect(body.value.length).toBeGreaterThan(40)
    expect(body.value.every((relationship) => relationship['status'] === 'active')).toBe(true)
    const customer = world
      .state()
      .tenants.find(({ apps, id }) => apps.some(({ clientId }) => clientId === app.clientId) && id !== app.tenantId)!
    const theirs = await tokenOf(world, { app, tenant: customer.id })
    expect((await graph(world, theirs, '/tenantRelationships/delegatedAdminRelationships')).status).toBe(403)
    await world.stop()
  })
})
