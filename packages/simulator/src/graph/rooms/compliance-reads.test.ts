import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { graph, tokenOf } from '../../../test/client.js'
import { type Simulator, startSimulator } from '../../index.js'

let simulator: Simulator
let token: string
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'single-organization', limits: 'off' })
  token = await tokenOf(simulator)
})
afterAll(() => simulator.stop())

const beta = (path: string) => `${simulator.graph}/beta${path}`

describe('Every read that compliance needs', () => {
  it.each([
    '/identity/conditionalAccess/policies',
    '/identity/conditionalAccess/namedLocations',
    '/identity/conditionalAccess/authenticationContextClassReferences',
    '/identity/conditionalAccess/templates',
    '/identity/conditionalAccess/authenticationStrength/policies',
    '/policies/authenticationStrengthPolicies',
    '/policies/permissionGrantPolicies',
    '/policies/permissionGrantPolicies?$expand=includes,excludes',
    '/policies/crossTenantAccessPolicy/partners',
    '/policies/appManagementPolicies',
    '/policies/activityBasedTimeoutPolicies',
    '/policies/tokenLifetimePolicies',
    '/policies/homeRealmDiscoveryPolicies',
    '/policies/claimsMappingPolicies',
    '/groupSettings',
    '/groupSettingTemplates',
    '/identityGovernance/accessReviews/definitions',
    '/admin/people/profileCardProperties',
    '/admin/serviceAnnouncement/healthOverviews?$expand=issues',
    '/admin/serviceAnnouncement/issues',
    '/admin/serviceAnnouncement/messages',
    "/appCatalogs/teamsApps?$filter=distributionMethod eq 'organization'",
    '/deviceManagement/deviceCompliancePolicies?$expand=assignments',
    '/deviceManagement/deviceConfigurations?$expand=assignments',
    '/deviceManagement/deviceEnrollmentConfigurations',
    '/deviceManagement/managedDevices',
    '/security/secureScores?$top=1',
    '/security/secureScoreControlProfiles',
  ])('lists %s', async (path) => {
    const { status, body } = await graph(simulator, token, path)
    expect([status, body]).toMatchObject([200, { value: expect.any(Array) }])
  })

  it.each([
    '/policies/authorizationPolicy',
    '/policies/authenticationMethodsPolicy',
    '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/MicrosoftAuthenticator',
    '/policies/identitySecurityDefaultsEnforcementPolicy',
    '/policies/adminConsentRequestPolicy',
    '/policies/crossTenantAccessPolicy',
    '/policies/crossTenantAccessPolicy/default',
    '/policies/deviceRegistrationPolicy',
    '/policies/defaultAppManagementPolicy',
    '/admin/sharepoint/settings',
    '/admin/reportSettings',
    '/admin/people/itemInsights',
    '/admin/people/pronouns',
    '/admin/microsoft365Apps/installationOptions',
    '/deviceManagement',
    '/deviceManagement?$select=settings',
    '/deviceManagement/settings',
    '/deviceManagement/applePushNotificationCertificate',
  ])('shows %s', async (path) => {
    const { status, body } = await graph(simulator, token, path)
    expect([status, body]).toMatchObject([200, { '@odata.context': expect.any(String) }])
    expect(body).not.toHaveProperty('value')
  })

  it.each([
    '/identity/conditionalAccess/policies',
    '/policies/authorizationPolicy',
    '/policies/b2bManagementPolicies',
    '/settings',
    '/deviceManagement/configurationPolicies?$expand=assignments,settings',
    '/deviceManagement/managedDeviceCleanupRules',
    '/deviceManagement/operationApprovalPolicies',
    '/security/informationProtection/sensitivityLabels',
    '/security/identities/healthIssues',
    '/security/identities/sensors',
    '/security/alerts_v2',
  ])('lists %s in beta', async (path) => {
    const { status, body } = await graph(simulator, token, beta(path))
    expect([status, body]).toMatchObject([200, { value: expect.any(Array) }])
  })

  it.each([
    '/policies/authenticationMethodsPolicy',
    '/policies/externalIdentitiesPolicy',
    '/admin/forms',
    '/admin/appsAndServices',
    '/admin/todo',
    '/reports/azureADPremiumLicenseInsight',
  ])('shows %s in beta', async (path) => {
    const { status, body } = await graph(simulator, token, beta(path))
    expect([status, body]).toMatchObject([200, { '@odata.context': expect.any(String) }])
    expect(body).not.toHaveProperty('value')
  })
})
