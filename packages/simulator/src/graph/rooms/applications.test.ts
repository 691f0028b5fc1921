import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, askForToken, claimsOf, deltaRound, firstApp, graph, tokenOf } from '../../../test/client.js'
import { mintedToken } from '../../../test/minted-token.js'
import { type ReadyApp, type Simulator, startSimulator } from '../../index.js'

const GRAPH = '00000003-0000-0000-c000-000000000000'
const EVENTUAL = { headers: { ConsistencyLevel: 'eventual' } }

let simulator: Simulator
let token: string

function start(options: Parameters<typeof startSimulator>[0] = {}) {
  beforeAll(async () => {
    simulator = await startSimulator({ scenario: 'single-organization', limits: 'off', ...options })
    token = await tokenOf(simulator)
  })
  afterAll(() => simulator.stop())
}

const get = (path: string, init: Parameters<typeof graph>[3] = {}) => graph(simulator, token, path, init)
const post = (path: string, body: object) => graph(simulator, token, path, { method: 'POST', body })
const patch = (path: string, body: object) => graph(simulator, token, path, { method: 'PATCH', body })
const remove = (path: string) => graph(simulator, token, path, { method: 'DELETE' })
const text = (answer: Answer, name = 'id') => String(answer.body[name])

let made = 0

async function register(facts: object = {}): Promise<{ id: string; appId: string }> {
  const answer = await post('/applications', { displayName: `Tool ${++made}`, ...facts })
  expect(answer.status).toBe(201)
  return { id: text(answer), appId: text(answer, 'appId') }
}

async function principalFor(appId: string): Promise<string> {
  const answer = await post('/servicePrincipals', { appId })
  expect(answer.status).toBe(201)
  return text(answer)
}

/** As the application itself would ask. */
function ask(appId: string, secret: string): Promise<Answer> {
  const app: ReadyApp = { ...firstApp(simulator), clientId: appId, clientSecret: secret }
  return askForToken(simulator, {}, { app })
}

async function graphRole(name: string): Promise<{ resourceId: string; appRoleId: string }> {
  const { body } = await get(`/servicePrincipals(appId='${GRAPH}')?$select=id,appRoles`)
  const role = (body['appRoles'] as { id: string; value: string }[]).find(({ value }) => value === name)
  return { resourceId: String(body['id']), appRoleId: role!.id }
}

describe('an application registered through Graph', () => {
  start()

  it('gets tokens with the secret that was shown once, and with the permissions granted to it', async () => {
    const { id, appId } = await register()
    const principalId = await principalFor(appId)
    const added = await post(`/applications/${id}/addPassword`, { passwordCredential: { displayName: 'For tests' } })
    expect(added.body).toMatchObject({ displayName: 'For tests', secretText: expect.stringMatching(/^.{40}$/) })
    const secret = text(added, 'secretText')
    expect((await get(`/applications/${id}`)).body['passwordCredentials']).toMatchObject([
      { displayName: 'For tests', hint: secret.slice(0, 3), secretText: null },
    ])
    expect(claimsOf(text(await ask(appId, secret), 'access_token'))['roles']).toBeUndefined()

    const role = await graphRole('User.Read.All')
    const granted = await post(`/servicePrincipals/${role.resourceId}/appRoleAssignedTo`, { principalId, ...role })
    expect(granted.status).toBe(201)
    expect(granted.body).toMatchObject({
      principalId,
      principalType: 'ServicePrincipal',
      resourceDisplayName: 'Microsoft Graph',
    })
    const own = text(await ask(appId, secret), 'access_token')
    expect(claimsOf(own)).toMatchObject({ roles: ['User.Read.All'], oid: principalId })
    expect((await graph(simulator, own, '/users?$top=1&$select=id')).status).toBe(200)

    expect((await remove(`/servicePrincipals/${principalId}/appRoleAssignments/${text(granted)}`)).status).toBe(204)
    expect(claimsOf(text(await ask(appId, secret), 'access_token'))['roles']).toBeUndefined()
    expect((await post(`/applications/${id}/removePassword`, { keyId: text(added, 'keyId') })).status).toBe(204)
  })

  it('names its directory roles in its tokens', async () => {
    const { id, appId } = await register()
    const principalId = await principalFor(appId)
    const secret = text(await post(`/applications/${id}/addPassword`, {}), 'secretText')
    const roleDefinitionId = 'f2ef992c-3afb-46b9-b7cf-a126ee74c451'
    const body = { principalId, roleDefinitionId, directoryScopeId: '/' }
    expect((await post('/roleManagement/directory/roleAssignments', body)).status).toBe(201)
    expect(claimsOf(text(await ask(appId, secret), 'access_token'))['wids']).toContain(roleDefinitionId)
    const held = await get(
      `/servicePrincipals/${principalId}/transitiveMemberOf/microsoft.graph.directoryRole?$select=id,displayName,roleTemplateId&$count=true`,
      EVENTUAL,
    )
    expect(held.body.value).toMatchObject([{ displayName: 'Global Reader', roleTemplateId: roleDefinitionId }])
  })

  it('trusts an outside issuer by a federated credential', async () => {
    const { id } = await register()
    const path = `/applications/${id}/federatedIdentityCredentials`
    const facts = {
      name: 'pipeline',
      issuer: 'https://issuer.example',
      subject: 'repo:x',
      audiences: ['api://AzureADTokenExchange'],
    }
    const created = await post(path, facts)
    expect([created.status, created.body]).toMatchObject([201, facts])
    expect((await patch(`${path}/${text(created)}`, { subject: 'repo:y' })).status).toBe(204)
    expect((await get(path)).body.value).toMatchObject([{ ...facts, subject: 'repo:y' }])
    expect((await remove(`${path}/${text(created)}`)).status).toBe(204)
    expect((await get(path)).body.value).toEqual([])
  })

  it('has owners, changes, and is told of by delta', async () => {
    const { id } = await register()
    const latest = (await get('/applications/delta?$deltatoken=latest&$select=displayName,owners')).body[
      '@odata.deltaLink'
    ]
    const [user] = (await get('/users?$top=1&$select=id')).body.value
    const owner = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${String(user!['id'])}` }
    expect((await post(`/applications/${id}/owners/$ref`, owner)).status).toBe(204)
    expect((await get(`/applications/${id}/owners?$select=id`)).body.value).toMatchObject([
      { '@odata.type': '#microsoft.graph.user', id: user!['id'] },
    ])
    expect(
      (await patch(`/applications/${id}`, { displayName: 'Renamed', web: { homePageUrl: 'https://x.example' } }))
        .status,
    ).toBe(204)
    const changed = (await get(`/applications/${id}?$select=displayName,web`)).body
    expect(changed).toMatchObject({
      displayName: 'Renamed',
      web: { homePageUrl: 'https://x.example', redirectUris: [] },
    })
    expect(await deltaRound(simulator, token, String(latest))).toContainEqual(
      expect.objectContaining({ id, displayName: 'Renamed' }),
    )
  })

  it('loses its service principal, and so its tokens, when it is deleted', async () => {
    const { id, appId } = await register()
    const principalId = await principalFor(appId)
    const secret = text(await post(`/applications/${id}/addPassword`, {}), 'secretText')
    expect((await ask(appId, secret)).status).toBe(200)
    expect((await remove(`/applications/${id}`)).status).toBe(204)
    expect((await get(`/servicePrincipals/${principalId}`)).status).toBe(404)
    expect((await ask(appId, secret)).body).toMatchObject({ error_codes: [700016] })
  })

  it('gets tokens again when it and its service principal are restored', async () => {
    const { id, appId } = await register()
    const principalId = await principalFor(appId)
    const secret = text(await post(`/applications/${id}/addPassword`, {}), 'secretText')
    await remove(`/applications/${id}`)
    expect((await post(`/directory/deletedItems/${id}/restore`, {})).status).toBe(200)
    expect((await post(`/directory/deletedItems/${principalId}/restore`, {})).status).toBe(200)
    expect((await get(`/servicePrincipals(appId='${appId}')?$select=id`)).body['id']).toBe(principalId)
    expect((await ask(appId, secret)).status).toBe(200)
  })
})

describe('service principals', () => {
  start()

  it('are Microsoft’s own, those of vendors, of the house, managed identities and agents', async () => {
    const { body } = await get(
      '/servicePrincipals?$top=999&$select=id,appId,appOwnerOrganizationId,servicePrincipalType',
    )
    const types = new Set(body.value.map(({ servicePrincipalType }) => servicePrincipalType))
    expect([...types]).toEqual(expect.arrayContaining(['Application', 'ManagedIdentity', 'ServiceIdentity']))
    const owners = new Set(body.value.map(({ appOwnerOrganizationId }) => appOwnerOrganizationId))
    expect(owners).toContain('f8cdef31-a31e-4b4a-93e4-5f571e91255a')
    expect(owners).toContain(firstApp(simulator).tenantId)
    expect(owners.size).toBeGreaterThan(5)
    const agents = await get('/servicePrincipals/microsoft.graph.agentIdentity?$select=id,agentIdentityBlueprintId')
    expect(agents.status).toBe(403)
  })

  it('were consented to with delegated permissions, which change and end', async () => {
    const grants = await get('/oauth2PermissionGrants?$top=5')
    expect(grants.body.value[0]).toMatchObject({ clientId: expect.any(String), scope: expect.stringMatching(/\w/) })
    const { id: applicationId, appId } = await register()
    const clientId = await principalFor(appId)
    const { resourceId } = await graphRole('User.Read.All')
    const created = await post('/oauth2PermissionGrants', {
      clientId,
      consentType: 'AllPrincipals',
      resourceId,
      scope: 'User.Read',
    })
    expect(created.status).toBe(201)
    expect((await patch(`/oauth2PermissionGrants/${text(created)}`, { scope: 'User.Read Mail.Read' })).status).toBe(204)
    const own = `/servicePrincipals/${clientId}/oauth2PermissionGrants`
    expect((await get(own)).body.value).toMatchObject([{ scope: 'User.Read Mail.Read' }])
    expect((await remove(`/oauth2PermissionGrants/${text(created)}`)).status).toBe(204)
    expect((await get(own)).body.value).toEqual([])
    await remove(`/applications/${applicationId}`)
  })

  it('stop getting tokens while they are disabled', async () => {
    const { id, appId } = await register()
    const principalId = await principalFor(appId)
    const secret = text(await post(`/applications/${id}/addPassword`, {}), 'secretText')
    expect((await patch(`/servicePrincipals(appId='${appId}')`, { accountEnabled: false })).status).toBe(204)
    expect((await ask(appId, secret)).body).toMatchObject({ error_codes: [7000112] })
    expect((await get(`/servicePrincipals/${principalId}?$select=accountEnabled`)).body['accountEnabled']).toBe(false)
  })

  it('show what happened to them outside Graph', async () => {
    const path = `/servicePrincipals(appId='${firstApp(simulator).clientId}')/appRoleAssignments?$top=999`
    const before = (await get(path)).body.value.length
    simulator.tenant('adatum.example').withholdPermissions({
      clientId: firstApp(simulator).clientId,
      permissions: ['Reports.Read.All'],
    })
    expect((await get(path)).body.value).toHaveLength(before - 1)
  })

  it('show with each what of its permissions was classified, where that is asked for', async () => {
    const { body } = await get(`/servicePrincipals(appId='${GRAPH}')?$select=id,oauth2PermissionScopes`)
    const [scope] = body['oauth2PermissionScopes'] as { id: string; value: string }[]
    const path = `/servicePrincipals/${String(body['id'])}/delegatedPermissionClassifications`
    await post(path, { permissionId: scope!.id, classification: 'low' })
    const alone = await get(path)
    const all = await get('/servicePrincipals?$select=id&$expand=delegatedPermissionClassifications')
    const rows = all.body['value'] as { id: string; delegatedPermissionClassifications: unknown }[]
    const shown = rows.find(({ id }) => id === body['id'])?.delegatedPermissionClassifications
    expect(shown).toContainEqual(expect.objectContaining({ permissionName: scope!.value, classification: 'low' }))
    expect(shown).toEqual(alone.body['value'])
  })
})

describe('a service principal that is deleted', () => {
  start({ trafficFile: null })

  it('takes consent with it: no new token, and the old one no longer counts (§9.35)', async () => {
    const { id, appId } = await register()
    const principalId = await principalFor(appId)
    const role = await graphRole('User.Read.All')
    await post(`/servicePrincipals/${principalId}/appRoleAssignments`, { principalId, ...role })
    const secret = text(await post(`/applications/${id}/addPassword`, {}), 'secretText')
    const own = text(await ask(appId, secret), 'access_token')
    expect((await remove(`/servicePrincipals/${principalId}`)).status).toBe(204)
    expect((await ask(appId, secret)).body).toMatchObject({ error_codes: [7000229] })
    expect((await graph(simulator, own, '/users?$top=1')).status).toBe(401)
    const granted = (await get(`/servicePrincipals/${role.resourceId}/appRoleAssignedTo?$top=999`)).body.value
    expect(granted.map((grant) => grant['principalId'])).not.toContain(principalId)
  })
})

describe('a grant through Graph', () => {
  start({ trafficFile: null })

  it('reaches tokens and Graph only after its time', async () => {
    const { id, appId } = await register()
    const principalId = await principalFor(appId)
    const secret = text(await post(`/applications/${id}/addPassword`, {}), 'secretText')
    simulator.tenant('adatum.example').propagateSlowly({ seconds: 60, graphSeconds: 120 })
    const role = await graphRole('User.Read.All')
    await post(`/servicePrincipals/${principalId}/appRoleAssignments`, { principalId, ...role })
    const rolesNow = async () => claimsOf(text(await ask(appId, secret), 'access_token'))['roles']
    expect(await rolesNow()).toBeUndefined()
    simulator.advanceClock(61)
    expect(await rolesNow()).toEqual(['User.Read.All'])
    const early = text(await ask(appId, secret), 'access_token')
    expect((await graph(simulator, early, '/users?$top=1')).status).toBe(403)
    simulator.advanceClock(60)
    expect((await graph(simulator, early, '/users?$top=1')).status).toBe(200)
  })

  it('needs the right to grant beside the right to read', async () => {
    const role = await graphRole('User.Read.All')
    const path = `/servicePrincipals/${role.resourceId}/appRoleAssignedTo`
    const principalId = text(await get(`/servicePrincipals(appId='${firstApp(simulator).clientId}')`))
    for (const roles of [
      ['AppRoleAssignment.ReadWrite.All'],
      ['Application.Read.All'],
      ['Application.ReadWrite.All'],
    ]) {
      const weak = await mintedToken(simulator, roles)
      const { status } = await graph(simulator, weak, path, { method: 'POST', body: { principalId, ...role } })
      expect([roles, status]).toEqual([roles, 403])
    }
  })

  it('is refused twice, for a role that does not exist, and for a principal other than the path’s', async () => {
    const role = await graphRole('User.Read.All')
    const principalId = text(await get(`/servicePrincipals(appId='${firstApp(simulator).clientId}')`))
    const path = `/servicePrincipals/${principalId}/appRoleAssignments`
    const statuses = await Promise.all([
      post(path, { principalId, ...role }),
      post(path, { principalId, ...role, appRoleId: role.resourceId }),
      post(path, { ...role, principalId: role.resourceId }),
    ])
    expect(statuses.map(({ status }) => status)).toEqual([400, 400, 400])
  })
})

describe('applications refuse', () => {
  start({ trafficFile: null })

  it('a name that is missing, an audience that is none, secrets in the body, and read-only properties', async () => {
    const bodies = [
      {},
      { displayName: 'x', signInAudience: 'Everybody' },
      { displayName: 'x', passwordCredentials: [{ displayName: 'x' }] },
      { displayName: 'x', appId: '11111111-1111-4111-a111-111111111111' },
    ]
    for (const body of bodies) expect((await post('/applications', body)).status).toBe(400)
  })

  it('a second service principal with 409, and one of an unknown application with 400', async () => {
    const { appId } = await register()
    await principalFor(appId)
    const again = await post('/servicePrincipals', { appId })
    expect([again.status, again.body['error']]).toMatchObject([
      409,
      { code: 'Request_MultipleObjectsWithSameKeyValue' },
    ])
    expect((await post('/servicePrincipals', { appId: '11111111-1111-4111-a111-111111111111' })).status).toBe(400)
  })

  it('to remove a secret that is not there', async () => {
    const { id } = await register()
    expect((await post(`/applications/${id}/removePassword`, { keyId: id })).status).toBe(400)
  })

  it('changes to those that an application does not own, when it may only write its own', async () => {
    const { id } = await register()
    const weak = await mintedToken(simulator, ['Application.ReadWrite.OwnedBy'])
    const init = { method: 'PATCH', body: { displayName: 'Mine now' } }
    expect((await graph(simulator, weak, `/applications/${id}`, init)).status).toBe(403)
    const own = await graph(simulator, weak, '/applications', { method: 'POST', body: { displayName: 'Own' } })
    expect((await graph(simulator, weak, `/applications/${text(own)}`, init)).status).toBe(204)
  })

  it('a key that is no GUID', async () => {
    expect((await get('/applications/nonsense')).status).toBe(400)
  })
})
