import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../../src/index.js'
import { graph, tokenOf } from '../client.js'

/**
 * Requests as Microsoft's documentation shows them, sent by nothing but `fetch`. Names in braces stand for ids that
 * the walk found before. `!` at the beginning: an advanced query, which needs `ConsistencyLevel: eventual`.
 */
const requests: Record<string, string[]> = {
  'connection test and organisation': [
    '/organization?$select=id,displayName,verifiedDomains,assignedPlans,tenantType,countryLetterCode,onPremisesSyncEnabled,onPremisesLastSyncDateTime',
    "/servicePrincipals(appId='{app}')?$select=id,appId,displayName,accountEnabled,appRoleAssignmentRequired",
    '/domains?$select=id,isDefault,isInitial,isVerified,authenticationType',
    "/tenantRelationships/findTenantInformationByTenantId(tenantId='{tenant}')",
    '/admin/serviceAnnouncement/healthOverviews?$expand=issues',
    '/admin/serviceAnnouncement/messages',
  ],
  'consent and directory roles': [
    '/servicePrincipals/{servicePrincipal}/appRoleAssignments',
    "/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')?$select=id,appRoles",
    '/servicePrincipals/{servicePrincipal}/appRoleAssignedTo',
    '/servicePrincipals/{servicePrincipal}/oauth2PermissionGrants',
    "/roleManagement/directory/roleAssignments?$filter=principalId eq '{servicePrincipal}'",
    "/roleManagement/directory/roleAssignments?$filter=principalId eq '{user}'&$expand=roleDefinition",
    '!/servicePrincipals/{servicePrincipal}/transitiveMemberOf/microsoft.graph.directoryRole?$select=id,displayName,roleTemplateId&$count=true',
    '/roleManagement/directory/roleDefinitions?$filter=isBuiltIn eq true',
    "/directoryRoles(roleTemplateId='62e90394-69f5-4237-9190-012177145e10')/members",
  ],
  'users and licences': [
    '/users?$select=id,displayName,userPrincipalName,accountEnabled,assignedLicenses,userType&$top=999',
    '/users?$select=id,signInActivity&$top=500',
    '/users/{user}',
    '/users/{user}?$select=displayName,givenName,postalCode,identities',
    "/users?$filter=userType eq 'Guest'&$select=id,userType",
    '/users?$filter=accountEnabled eq false&$select=id,accountEnabled',
    "/users?$filter=startswith(displayName,'a')&$select=id,displayName",
    '!/users?$count=true&$filter=assignedLicenses/$count eq 0&$select=id,assignedLicenses',
    '!/users?$search="displayName:an"&$count=true&$select=id,displayName',
    "!/users?$filter=endsWith(userPrincipalName,'a')&$count=true&$orderby=displayName&$select=id",
    '!/users/$count',
    '/users/delta?$select=displayName,givenName,surname',
    '/subscribedSkus',
    '/directory/subscriptions',
    '/users/{user}/licenseDetails',
    '/users/{user}/memberOf',
    '!/users/{user}/transitiveMemberOf/microsoft.graph.group?$count=true',
    '/admin/reportSettings',
  ],
  groups: [
    '/groups?$select=id,displayName,mail,groupTypes,securityEnabled,mailEnabled,visibility,onPremisesSyncEnabled,membershipRule',
    "/groups?$filter=groupTypes/any(c:c eq 'Unified')&$select=id,groupTypes",
    '!/groups?$search="displayName:sales"&$count=true',
    '/groups/{group}',
    '/groups/{group}/members?$select=id,displayName,mail,userPrincipalName',
    '/groups/{group}/transitiveMembers',
    '/groups/{group}/owners',
    '/groups/delta?$select=displayName,members',
  ],
  'authentication, risk and lifecycle': [
    '/users/{user}/authentication/methods',
    '/directory/deletedItems/microsoft.graph.user?$select=id,displayName,deletedDateTime',
    '/reports/authenticationMethods/userRegistrationDetails',
    "/identityProtection/riskyUsers?$filter=riskState eq 'atRisk'",
    '/identityProtection/riskDetections',
    '/users/{user}/mailboxSettings',
    '/users/{user}/mailFolders/inbox/messageRules',
    '/places/microsoft.graph.room',
  ],
  'compliance snapshot': [
    '/identity/conditionalAccess/policies',
    '/identity/conditionalAccess/namedLocations',
    '/policies/authenticationStrengthPolicies',
    '/policies/authenticationMethodsPolicy',
    '/policies/authorizationPolicy',
    '/policies/identitySecurityDefaultsEnforcementPolicy',
    '/policies/adminConsentRequestPolicy',
    '/policies/permissionGrantPolicies?$expand=includes,excludes',
    '/policies/crossTenantAccessPolicy/default',
    '/policies/crossTenantAccessPolicy/partners',
    '/policies/deviceRegistrationPolicy',
    '/policies/defaultAppManagementPolicy',
    '/policies/appManagementPolicies',
    '/groupSettings',
    '/groupSettingTemplates',
    '/roleManagement/directory/roleAssignments?$expand=principal',
    '/roleManagement/directory/roleEligibilitySchedules?$expand=principal,roleDefinition',
    '/roleManagement/directory/roleAssignmentSchedules',
    '/roleManagement/directory/roleAssignmentScheduleInstances',
    '/roleManagement/directory/roleEligibilityScheduleInstances',
    "/policies/roleManagementPolicyAssignments?$filter=scopeId eq '/' and scopeType eq 'DirectoryRole'&$expand=policy($expand=rules)",
    '/domains',
    '/applications?$select=id,appId,displayName,passwordCredentials,keyCredentials,requiredResourceAccess,signInAudience',
    '/servicePrincipals?$select=id,appId,displayName,accountEnabled,servicePrincipalType,passwordCredentials,keyCredentials,appOwnerOrganizationId,tags',
    '/oauth2PermissionGrants',
    '/admin/sharepoint/settings',
    '/admin/people/itemInsights',
    '/admin/microsoft365Apps/installationOptions',
    '/security/secureScores?$top=1',
    '/security/secureScoreControlProfiles',
    '/auditLogs/directoryAudits',
    '/auditLogs/signIns',
    '/deviceManagement/deviceCompliancePolicies?$expand=assignments',
    '/deviceManagement/deviceConfigurations',
    '/deviceManagement/managedDevices?$select=id,deviceName,complianceState,operatingSystem,lastSyncDateTime,userPrincipalName',
    '/deviceManagement/deviceEnrollmentConfigurations',
    '/devices?$select=id,deviceId,displayName,accountEnabled,approximateLastSignInDateTime,trustType,isCompliant',
    '/directory/administrativeUnits',
    '/identityGovernance/accessReviews/definitions',
    '/appCatalogs/teamsApps',
  ],
}

/** Documented for beta alone. */
const betaRequests = [
  "!/roleManagement/directory/transitiveRoleAssignments?$count=true&$filter=principalId eq '{user}'",
  '/users/{user}/authentication/requirements',
  '/policies/externalIdentitiesPolicy',
  '/admin/forms',
  '/admin/appsAndServices',
  '/admin/todo',
  '/deviceManagement/configurationPolicies',
  '/settings',
]

/** Offered to signed-in people alone: an application is refused, whatever it was granted. */
const delegatedOnly = [
  '/policies/featureRolloutPolicies',
  '/teamwork/teamsAppSettings',
  '/directory/onPremisesSynchronization',
]

/** In the partner's own tenant. */
const partnerRequests = [
  "/tenantRelationships/delegatedAdminRelationships?$filter=status eq 'active'",
  '/tenantRelationships/delegatedAdminRelationships/{relationship}/accessAssignments',
  '/tenantRelationships/delegatedAdminCustomers',
  '/tenantRelationships/delegatedAdminCustomers/{customer}/serviceManagementDetails',
  '/contracts?$select=customerId,displayName,defaultDomainName,contractType',
]

interface Walk {
  simulator: Simulator
  token: string
  ids: Record<string, string>
}

/** The id of someone who has a mailbox. */
async function findMailbox(simulator: Simulator, token: string): Promise<string> {
  const { body } = await graph(simulator, token, '/users?$top=50&$select=id')
  for (const { id } of body.value) {
    const { status } = await graph(simulator, token, `/users/${String(id)}/mailboxSettings`)
    if (status === 200) return String(id)
  }
  throw new Error('Nobody has a mailbox.')
}

/** Sends a request as documented; the throttling of reports and Conditional Access is waited out on the simulated clock. */
async function ask({ simulator, token, ids }: Walk, request: string, version = 'v1.0') {
  const path = request.replace(/^!/, '').replace(/\{(\w+)\}/g, (_whole, name: string) => ids[name] ?? name)
  const headers: Record<string, string> = request.startsWith('!') ? { consistencylevel: 'eventual' } : {}
  simulator.advanceClock(11)
  return graph(simulator, token, `${simulator.graph}/${version}${encodeURI(path)}`, { headers })
}

function expectAnswer(answer: Awaited<ReturnType<typeof ask>>, request: string) {
  expect({ request, status: answer.status, error: answer.body['error'] }).toEqual({
    request,
    status: 200,
    error: undefined,
  })
  expect(answer.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/)
  if (!request.includes('/$count')) expect(answer.body['@odata.context']).toContain('/$metadata#')
}

describe('a company’s app that was granted everything', () => {
  let walk: Walk
  beforeAll(async () => {
    const simulator = await startSimulator({ scenario: 'single-organization' })
    const token = await tokenOf(simulator)
    const app = simulator.apps[0]
    const find = async (path: string) => {
      const { body } = await graph(simulator, token, path)
      return String(body.value[0]?.['id'])
    }
    const own = await graph(simulator, token, `/servicePrincipals(appId='${app?.clientId}')?$select=id`)
    walk = {
      simulator,
      token,
      ids: {
        app: app?.clientId ?? '',
        tenant: app?.tenantId ?? '',
        servicePrincipal: String(own.body['id']),
        user: await findMailbox(simulator, token),
        group: await find('/groups?$top=1&$select=id'),
      },
    }
  })
  afterAll(() => walk.simulator.stop())

  describe.each(Object.entries(requests))('%s', (_area, documented) => {
    it.each(documented)('is answered: GET %s', async (request) => expectAnswer(await ask(walk, request), request))
  })

  it.each(betaRequests)('is answered: GET /beta%s', async (request) =>
    expectAnswer(await ask(walk, request, 'beta'), request),
  )

  it.each(delegatedOnly)('is refused what only people may read: GET %s', async (request) => {
    const answer = await ask(walk, request)
    expect(answer.status).toBe(403)
  })

  it('leaves reports by a redirect to an address that needs no token', async () => {
    const { simulator, token } = walk
    const answer = await fetch(`${simulator.graph}/v1.0/reports/getOffice365ActiveUserDetail(period='D90')`, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'manual',
    })
    expect(answer.status).toBe(302)
    const csv = await fetch(answer.headers.get('location') ?? '')
    expect(csv.status).toBe(200)
    expect(csv.headers.get('content-type')).toContain('application/octet-stream')
    expect(new Uint8Array(await csv.arrayBuffer()).slice(0, 3)).toEqual(new Uint8Array([0xef, 0xbb, 0xbf]))
  })
})

describe('a partner’s app in its own tenant', () => {
  let walk: Walk
  beforeAll(async () => {
    const simulator = await startSimulator({ scenario: 'msp-50' })
    const app = simulator.apps.find(({ kind }) => kind === 'partner')
    if (!app) throw new Error('The scenario has no partner app.')
    const token = await tokenOf(simulator, { app })
    const { body } = await graph(simulator, token, '/tenantRelationships/delegatedAdminRelationships')
    const relationship = body.value[0] as { id: string; customer: { tenantId: string } }
    walk = { simulator, token, ids: { relationship: relationship.id, customer: relationship.customer.tenantId } }
  })
  afterAll(() => walk.simulator.stop())

  it.each(partnerRequests)('is answered: GET %s', async (request) => expectAnswer(await ask(walk, request), request))
})
