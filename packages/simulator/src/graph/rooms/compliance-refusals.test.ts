import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { graph, tokenOf } from '../../../test/client.js'
import { type Simulator, startSimulator } from '../../index.js'

let simulator: Simulator
let token: string
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'single-organization', limits: 'off', trafficFile: null })
})
beforeEach(async () => {
  token = await tokenOf(simulator)
})
afterEach(() => simulator.reset())
afterAll(() => simulator.stop())

const METHODS = '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations'
const UNIFIED = '62375ab9-6b52-47ed-826b-58e47e0e304b'

const send = (method: string, path: string, body: unknown) => graph(simulator, token, path, { method, body })
const beta = (path: string) => `${simulator.graph}/beta${path}`

describe('A wrong change of a policy or setting is refused with 400:', () => {
  it.each([
    ['an unknown role for guests', 'PATCH', '/policies/authorizationPolicy', { guestUserRoleId: UNIFIED }],
    ['an unknown choice', 'PATCH', '/policies/authorizationPolicy', { allowInvitesFrom: 'friends' }],
    ['a name in the wrong case', 'PATCH', '/policies/authorizationPolicy', { AllowInvitesFrom: 'none' }],
    [
      'a consent policy that does not exist',
      'PATCH',
      '/policies/authorizationPolicy',
      { defaultUserRolePermissions: { permissionGrantPoliciesAssigned: ['ManagePermissionGrantsForSelf.anything'] } },
    ],
    ['a method without its type', 'PATCH', `${METHODS}/Sms`, { state: 'enabled' }],
    [
      'a method of another type',
      'PATCH',
      `${METHODS}/Sms`,
      { '@odata.type': '#microsoft.graph.fido2AuthenticationMethodConfiguration', state: 'enabled' },
    ],
    [
      'a method for a group that does not exist',
      'PATCH',
      `${METHODS}/Sms`,
      {
        '@odata.type': '#microsoft.graph.smsAuthenticationMethodConfiguration',
        includeTargets: [{ targetType: 'group', id: UNIFIED }],
      },
    ],
    ['half a policy of consent requests', 'PUT', '/policies/adminConsentRequestPolicy', { isEnabled: true }],
    ['a setting without a template', 'POST', '/groupSettings', { values: [] }],
    [
      'a value that its template does not have',
      'POST',
      '/groupSettings',
      { templateId: '80661d51-be2f-4d46-9713-98a2fcaec5bc', values: [{ name: 'EnableGroupCreation', value: 'true' }] },
    ],
    [
      'an empty list of allowed domains',
      'PATCH',
      '/admin/sharepoint/settings',
      {
        sharingDomainRestrictionMode: 'allowList',
        sharingAllowedDomainList: [],
      },
    ],
  ])('%s', async (_, method, path, body) => {
    const answer = await send(method, path, body)
    expect([answer.status, answer.body]).toMatchObject([400, { error: { code: expect.stringMatching(/BadRequest$/) } }])
  })

  it('a second setting of one template', async () => {
    const setting = { templateId: UNIFIED, values: [] }
    const held = (await graph(simulator, token, '/groupSettings')).body.value
    if (!held.some(({ templateId }) => templateId === UNIFIED)) await send('POST', '/groupSettings', setting)
    expect((await send('POST', '/groupSettings', setting)).status).toBe(400)
  })
})

describe('What Microsoft offers to people only', () => {
  it.each(['/policies/featureRolloutPolicies', '/directory/onPremisesSynchronization', '/teamwork/teamsAppSettings'])(
    'is refused to an app with 403: %s',
    async (path) => {
      const { status, body } = await graph(simulator, token, path)
      expect([status, body]).toMatchObject([403, { error: { code: 'Authorization_RequestDenied' } }])
    },
  )
})

describe('What was not bought', () => {
  it.each([
    ['P1', '/policies/authenticationStrengthPolicies', 403, 'Forbidden'],
    ['P2', '/identityGovernance/accessReviews/definitions', 403, 'Forbidden'],
    ['Intune', '/deviceManagement/deviceCompliancePolicies', 400, 'BadRequest'],
    ['Intune', '/deviceManagement/managedDevices', 400, 'BadRequest'],
  ] as const)('without %s %s is refused with %i %s', async (feature, path, status, code) => {
    const { tenantId } = simulator.apps[0]!
    simulator.tenant(tenantId).unlicense(feature === 'P1' ? ['P1', 'P2'] : [feature])
    const answer = await graph(simulator, token, path)
    expect([answer.status, answer.body]).toMatchObject([status, { error: { code } }])
  })
})

describe('Paths that Graph has although the published metadata leaves them out', () => {
  it.each(['/security/identities/healthIssues', '/security/identities/sensors', '/security/alerts_v2'])(
    'answer in v1.0: %s',
    async (path) => expect((await graph(simulator, token, path)).body.value.length).toBeGreaterThan(0),
  )

  it('answer in beta alone: /legacy/policies', async () => {
    expect((await graph(simulator, token, '/legacy/policies')).status).toBe(400)
    expect((await graph(simulator, token, beta('/legacy/policies'))).status).toBe(200)
  })
})
