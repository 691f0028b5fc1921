import { describe, expect, it } from 'vitest'
import { graph, tokenOf } from '../../../test/client.js'
import { EVENTUAL, personFacts, useCompany } from '../../../test/people.js'

// Requests as Microsoft documents them, and nothing else: what goes over the wire here is checked against its metadata.
const company = useCompany({})
const { get, call } = company

const E5 = '06ebc4ee-1bb5-47dd-8120-11324bc54e06'

describe('documented requests about people', () => {
  it('read them and what belongs to them', async () => {
    const [id] = (await company.find("userType eq 'Member' and accountEnabled eq true")).slice(20)
    const paths = [
      '/users?$top=5&$select=id,displayName,accountEnabled,usageLocation,assignedPlans,licenseAssignmentStates,identities',
      '/users?$top=5&$select=id,signInActivity',
      `/users/${id}`,
      `/users/${id}/directReports`,
      `/users/${id}/memberOf`,
      `/users/${id}/transitiveMemberOf`,
      `/users/${id}/ownedObjects`,
      `/users/${id}/ownedDevices`,
      `/users/${id}/registeredDevices`,
      `/users/${id}/licenseDetails`,
      `/users/${id}/appRoleAssignments`,
      `/users/${id}/oauth2PermissionGrants`,
      `/users/${id}?$expand=manager($select=id)`,
      '/users/delta?$select=displayName,jobTitle',
      '/subscribedSkus',
      '/directory/subscriptions',
      '/directory/deletedItems/microsoft.graph.user',
      '/directory/deletedItems/microsoft.graph.group',
      `/directoryObjects/${id}`,
      `/users/${id}/mailboxSettings`,
      `/users/${id}/mailboxSettings/workingHours`,
      `/users/${id}/mailFolders/inbox/messageRules`,
      `/users/${id}/outlook/masterCategories`,
      '/places/microsoft.graph.room',
      `/users/${id}/authentication/methods`,
      ...[
        'password',
        'phone',
        'microsoftAuthenticator',
        'windowsHelloForBusiness',
        'softwareOath',
        'email',
        'temporaryAccessPass',
        'platformCredential',
      ].map((kind) => `/users/${id}/authentication/${kind}Methods`),
      `${company.simulator.graph}/beta/users/${id}/authentication/requirements`,
      `${company.simulator.graph}/beta/users/${id}/authentication/signInPreferences`,
      '/reports/authenticationMethods/userRegistrationDetails?$top=5',
      '/auditLogs/directoryAudits?$top=50',
      '/auditLogs/signIns?$top=50',
      '/identityProtection/riskyUsers',
      '/identityProtection/riskDetections',
    ]
    for (const path of paths) expect([path, (await get(path)).status]).toEqual([path, 200])
    const counted = await get('/users?$count=true&$filter=assignedLicenses/$count eq 0&$select=id', EVENTUAL)
    expect(counted.body['@odata.count']).toBe(counted.body.value.length)
    expect((await get('/users/$count', EVENTUAL)).status).toBe(200)
  })

  it('walk an employee from the first day to the last', async () => {
    const facts = personFacts({ usageLocation: 'NL', department: 'Sales' })
    const created = await call('POST', '/users', facts)
    const id = String(created.body['id'])
    const steps: [string, string, unknown, number][] = [
      ['PATCH', `/users/${id}`, { jobTitle: 'Sales manager' }, 204],
      [
        'POST',
        `/users/${id}/assignLicense`,
        { addLicenses: [{ skuId: E5, disabledPlans: [] }], removeLicenses: [] },
        200,
      ],
      ['POST', `/users/${id}/authentication/phoneMethods`, { phoneNumber: '+31 612345678', phoneType: 'mobile' }, 201],
      [
        'POST',
        `/users/${id}/authentication/temporaryAccessPassMethods`,
        { lifetimeInMinutes: 60, isUsableOnce: true },
        201,
      ],
      ['POST', `/users/${id}/checkMemberGroups`, { groupIds: [] }, 200],
      ['POST', `/users/${id}/getMemberGroups`, { securityEnabledOnly: true }, 200],
      ['POST', '/directoryObjects/getByIds', { ids: [id], types: ['user'] }, 200],
      ['POST', '/identityProtection/riskyUsers/confirmCompromised', { userIds: [id] }, 204],
      ['POST', '/identityProtection/riskyUsers/dismiss', { userIds: [id] }, 204],
      ['PATCH', `/users/${id}`, { accountEnabled: false }, 204],
      [
        'PATCH',
        `/users/${id}`,
        { passwordProfile: { password: 'Kqz-93-amber', forceChangePasswordNextSignIn: true } },
        204,
      ],
      ['POST', `/users/${id}/revokeSignInSessions`, undefined, 200],
      ['POST', `/users/${id}/assignLicense`, { addLicenses: [], removeLicenses: [E5] }, 200],
      ['DELETE', `/users/${id}`, undefined, 204],
      ['POST', `/directory/deletedItems/${id}/restore`, undefined, 200],
      ['DELETE', `/users/${id}`, undefined, 204],
      ['DELETE', `/directory/deletedItems/${id}`, undefined, 204],
      [
        'POST',
        '/invitations',
        { invitedUserEmailAddress: 'ada@guests.example', inviteRedirectUrl: 'https://app.example' },
        201,
      ],
    ]
    for (const [method, path, body, status] of steps) {
      expect([method, path, (await call(method, path, body)).status]).toEqual([method, path, status])
    }
  })

  it('follow changes of people by delta', async () => {
    const token = await tokenOf(company.simulator)
    const link = String((await get('/users/delta?$deltatoken=latest')).body['@odata.deltaLink'])
    const id = await company.person({ displayName: 'Ada' })
    await call('PATCH', `/users/${id}`, { displayName: 'Ada Lovelace' })
    const changes = (await graph(company.simulator, token, link)).body.value
    expect(changes.filter((change) => change['id'] === id).at(-1)).toMatchObject({ displayName: 'Ada Lovelace' })
  })
})
