import { describe, expect, it } from 'vitest'
import { EVENTUAL, useCompany } from '../../../test/people.js'

const company = useCompany()
const { get } = company

describe('a list of users', () => {
  it('shows the default properties alone, and others when they are selected (§9.8)', async () => {
    const [plain] = (await get('/users?$top=1')).body.value
    expect(Object.keys(plain!)).not.toContain('accountEnabled')
    const [chosen] = (await get('/users?$top=1&$select=accountEnabled,usageLocation,userType')).body.value
    expect(Object.keys(chosen!).sort()).toEqual(['accountEnabled', 'id', 'usageLocation', 'userType'])
  })

  it('derives plans, identities and the state of licences for those who ask', async () => {
    const { body } = await get(
      '/users?$top=30&$select=assignedLicenses,assignedPlans,identities,licenseAssignmentStates',
    )
    const licensed = body.value.find((user) => (user['assignedLicenses'] as unknown[]).length > 0)
    expect(licensed).toMatchObject({
      identities: [{ signInType: 'userPrincipalName' }],
      licenseAssignmentStates: expect.arrayContaining([
        expect.objectContaining({ assignedByGroup: null, error: 'None', state: 'Active' }),
      ]),
    })
    expect(licensed!['assignedPlans']).toContainEqual(
      expect.objectContaining({ service: 'exchange', capabilityStatus: 'Enabled' }),
    )
  })

  it('answers 501 where a property is kept by SharePoint', async () => {
    expect((await get('/users?$select=id,aboutMe')).status).toBe(501)
  })

  it('shows a basic profile to a caller that may read no more', async () => {
    const { granted, clientId } = company.simulator.state().tenants[0]!.apps[0]!
    const own = (await get(`/servicePrincipals(appId='${clientId}')?$select=id`)).body['id']
    const graph = (await get("/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')?$select=id,appRoles"))
      .body
    const role = (graph['appRoles'] as { id: string; value: string }[]).find(
      ({ value }) => value === 'User.ReadBasic.All',
    )
    const grant = { principalId: own, resourceId: graph['id'], appRoleId: role!.id }
    expect(
      (await company.call('POST', `/servicePrincipals/${String(graph['id'])}/appRoleAssignedTo`, grant)).status,
    ).toBe(201)
    await company.without(...granted)
    const [user] = (await get('/users?$top=20')).body.value.slice(15)
    expect(user).toMatchObject({ displayName: expect.any(String), jobTitle: null, officeLocation: null })
  })

  it('finds people without regard to case by id and by name (§9.32)', async () => {
    const [user] = (await get('/users?$top=1&$filter=userType eq %27Guest%27')).body.value
    const name = String(user!['userPrincipalName'])
    for (const key of [String(user!['id']).toUpperCase(), encodeURIComponent(name.toUpperCase())]) {
      expect((await get(`/users/${key}`)).body['id']).toBe(user!['id'])
    }
    expect((await get(`/users('${encodeURIComponent(name)}')`)).body['id']).toBe(user!['id'])
  })
})

describe('sign-in activity', () => {
  it('needs AuditLog.Read.All, and fails the whole list without (§9.27)', async () => {
    expect((await get('/users?$select=id,signInActivity&$top=500')).status).toBe(200)
    await company.without('AuditLog.Read.All')
    expect((await get('/users?$select=id,signInActivity')).body).toMatchObject({
      error: { code: 'Authorization_RequestDenied' },
    })
    expect((await get('/users?$select=id')).status).toBe(200)
  })

  it('needs Entra ID P1 (§9.27)', async () => {
    company.tenant.unlicense()
    const { status, body } = await get('/users?$select=id,signInActivity')
    expect([status, body]).toMatchObject([
      403,
      { error: { code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant' } },
    ])
  })

  it.each([
    ['a page of more than 500', '/users?$select=signInActivity&$top=501'],
    [
      'another filter beside it',
      "/users?$filter=signInActivity/lastSignInDateTime le 2026-01-01T00:00:00Z and userType eq 'Member'",
    ],
    ['an order', '/users?$orderby=signInActivity/lastSignInDateTime&$count=true'],
    ['a delta query', '/users/delta?$select=id,signInActivity'],
  ])('refuses %s', async (_, path) => {
    expect((await get(path, EVENTUAL)).status).toBe(400)
  })
})

describe('a person’s place in the company', () => {
  it('is told by manager and direct reports, in both directions', async () => {
    const [leader] = (await get('/users?$top=20&$select=id&$expand=directReports($select=id)')).body.value.filter(
      (user) => (user['directReports'] as unknown[] | undefined)?.length,
    )
    const [report] = (await get(`/users/${String(leader!['id'])}/directReports?$select=id`)).body.value
    expect(report).toMatchObject({ '@odata.type': '#microsoft.graph.user' })
    expect((await get(`/users/${String(report!['id'])}/manager?$select=id`)).body['id']).toBe(leader!['id'])
    expect((await get(`/users/${String(report!['id'])}?$expand=manager($select=id)`)).body).toMatchObject({
      manager: { id: leader!['id'] },
    })
  })

  it('is 404 without a manager (§9.33)', async () => {
    const id = await company.person()
    expect((await get(`/users/${id}/manager`)).status).toBe(404)
    expect((await get(`/users/${id}/directReports`)).body.value).toEqual([])
  })

  it('has no picture, which is 404 as well (§9.33)', async () => {
    const { status, body } = await get(`/users/${await company.person()}/photo/$value`)
    expect([status, body]).toMatchObject([404, { error: { code: 'ImageNotFound' } }])
  })

  it('is counted down to the last report only with ConsistencyLevel', async () => {
    const [id] = await company.find("startswith(jobTitle,'Chief')")
    expect((await get(`/users/${id}/transitiveReports/$count`)).status).toBe(400)
    expect((await get(`/users/${id}/transitiveReports/$count`, EVENTUAL)).status).toBe(200)
  })
})

describe('memberships', () => {
  const someone = async () => (await company.find("userType eq 'Member' and accountEnabled eq true"))[25]!

  it('name the type of what holds a person, and are cast only in an advanced query (§9.10)', async () => {
    const id = await someone()
    const all = (await get(`/users/${id}/transitiveMemberOf?$select=id`)).body.value
    expect(new Set(all.map((object) => object['@odata.type']))).toContain('#microsoft.graph.group')
    expect((await get(`/users/${id}/transitiveMemberOf/microsoft.graph.group`)).status).toBe(400)
    const cast = await get(`/users/${id}/transitiveMemberOf/microsoft.graph.group?$count=true`, EVENTUAL)
    expect(cast.body['@odata.count']).toBe(
      all.filter((object) => object['@odata.type'] === '#microsoft.graph.group').length,
    )
  })

  it('are checked for at most twenty groups at once', async () => {
    const id = await someone()
    const [held] = (await company.call('POST', `/users/${id}/getMemberGroups`, { securityEnabledOnly: false })).body
      .value as unknown as string[]
    const strange = '00000000-0000-4000-8000-000000000000'
    const check = (groupIds: string[]) => company.call('POST', `/users/${id}/checkMemberGroups`, { groupIds })
    expect((await check([held!, strange])).body.value).toEqual([held])
    expect((await check(Array.from({ length: 21 }, () => strange))).status).toBe(400)
  })

  it('of a group in a group are found from the innermost member', async () => {
    const id = await company.person()
    const groups = await Promise.all(
      ['Inner', 'Outer'].map((displayName) =>
        company.call('POST', '/groups', {
          displayName,
          mailEnabled: false,
          mailNickname: displayName.toLowerCase(),
          securityEnabled: true,
        }),
      ),
    )
    const [inner, outer] = groups.map(({ body }) => String(body['id']))
    const put = (group: string, member: string) =>
      company.call('POST', `/groups/${group}/members/$ref`, {
        '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${member}`,
      })
    await put(inner!, id)
    await put(outer!, inner!)
    const held = (await company.call('POST', `/users/${id}/getMemberGroups`, { securityEnabledOnly: true })).body.value
    expect(held).toEqual(expect.arrayContaining([inner, outer]))
    expect((await get(`/users/${id}/memberOf?$select=id`)).body.value.map((group) => group['id'])).not.toContain(outer)
  })
})

describe('objects by their ids', () => {
  it('come with their types, leaving out the unknown and what was not asked for', async () => {
    const [person] = await company.find("userType eq 'Guest'")
    const [group] = (await get('/groups?$top=1&$select=id')).body.value
    const ids = [person, group!['id'], '00000000-0000-4000-8000-000000000000']
    const look = async (types?: string[]) =>
      (await company.call('POST', '/directoryObjects/getByIds', { ids, ...(types ? { types } : {}) })).body.value
    expect((await look()).map((object) => object['@odata.type'])).toEqual([
      '#microsoft.graph.user',
      '#microsoft.graph.group',
    ])
    expect((await look(['group'])).map((object) => object['id'])).toEqual([group!['id']])
  })
})

describe('invitations', () => {
  const invite = (facts: Record<string, unknown> = {}) =>
    company.call('POST', '/invitations', {
      invitedUserEmailAddress: 'ada@guests.example',
      inviteRedirectUrl: 'https://app.example',
      ...facts,
    })

  it('make a guest who has yet to accept, and the same one when repeated', async () => {
    const first = await invite({ invitedUserDisplayName: 'Ada' })
    expect([first.status, first.body]).toMatchObject([201, { status: 'PendingAcceptance' }])
    const { id } = first.body['invitedUser'] as { id: string }
    expect((await get(`/users/${id}?$select=userType,externalUserState,userPrincipalName`)).body).toMatchObject({
      userType: 'Guest',
      externalUserState: 'PendingAcceptance',
      userPrincipalName: expect.stringMatching(/^ada_guests\.example#EXT#@/),
    })
    expect((await invite()).body['invitedUser']).toEqual({ id })
  })

  it.each([
    ['no address', { invitedUserEmailAddress: 'nobody' }],
    ['an address of the company itself', { invitedUserEmailAddress: 'ada@adatum.example' }],
    ['no way back', { inviteRedirectUrl: undefined }],
  ])('are refused with %s', async (_, facts) => {
    expect((await invite(facts)).status).toBe(400)
  })
})
