import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { graph, tokenOf } from '../../../test/client.js'
import { type Simulator, startSimulator } from '../../index.js'

let simulator: Simulator
let token: string
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'single-organization', limits: 'off' })
})
beforeEach(async () => {
  token = await tokenOf(simulator)
})
afterEach(() => simulator.reset())
afterAll(() => simulator.stop())

const read = async (path: string) => (await graph(simulator, token, path)).body
const send = (method: string, path: string, body?: unknown) =>
  graph(simulator, token, path, { method, ...(body === undefined ? {} : { body }) })

async function newestAudit(): Promise<Record<string, unknown> | undefined> {
  return (await read('/auditLogs/directoryAudits?$top=1')).value[0]
}

describe('A change of a policy', () => {
  it('is made to what is given and leaves the rest, and names the app in the audit log', async () => {
    const path = '/policies/authorizationPolicy'
    const before = await read(path)
    const changes = { allowInvitesFrom: 'none', defaultUserRolePermissions: { allowedToCreateApps: true } }
    expect((await send('PATCH', path, changes)).status).toBe(204)
    expect(await read(path)).toEqual({
      ...before,
      allowInvitesFrom: 'none',
      defaultUserRolePermissions: { ...(before['defaultUserRolePermissions'] as object), allowedToCreateApps: true },
    })
    expect(await newestAudit()).toMatchObject({
      activityDisplayName: 'Update authorization policy',
      initiatedBy: { app: { displayName: 'Cloud operations' } },
      targetResources: [
        {
          id: 'authorizationPolicy',
          modifiedProperties: expect.arrayContaining([
            { displayName: 'allowInvitesFrom', oldValue: expect.any(String), newValue: '"none"' },
          ]),
        },
      ],
    })
  })

  it('reaches one authentication method and no other', async () => {
    const path = '/policies/authenticationMethodsPolicy'
    const sms = {
      '@odata.type': '#microsoft.graph.smsAuthenticationMethodConfiguration',
      state: 'enabled',
      includeTargets: [{ targetType: 'group', id: 'all_users', isUsableForSignIn: true }],
    }
    const methods = async () => (await read(path))['authenticationMethodConfigurations'] as Record<string, unknown>[]
    const others = (await methods()).filter(({ id }) => id !== 'Sms')
    expect((await send('PATCH', `${path}/authenticationMethodConfigurations/sms`, sms)).status).toBe(204)
    expect((await methods()).filter(({ id }) => id !== 'Sms')).toEqual(others)
    expect(await read(`${path}/authenticationMethodConfigurations/Sms`)).toMatchObject({ id: 'Sms', ...sms })
    const campaign = { authenticationMethodsRegistrationCampaign: { state: 'disabled', snoozeDurationInDays: 3 } }
    expect((await send('PATCH', path, { registrationEnforcement: campaign })).status).toBe(204)
    expect(await read(path)).toMatchObject({ registrationEnforcement: campaign })
  })

  it('replaces the policy of consent requests whole, and counts its versions', async () => {
    const path = '/policies/adminConsentRequestPolicy'
    const { version } = await read(path)
    const [person] = (await read('/users?$top=1&$select=id')).value
    const policy = {
      isEnabled: true,
      notifyReviewers: true,
      remindersEnabled: false,
      requestDurationInDays: 7,
      reviewers: [{ query: `/v1.0/users/${String(person?.['id'])}`, queryType: 'MicrosoftGraph', queryRoot: null }],
    }
    expect((await send('PUT', path, policy)).status).toBe(204)
    expect(await read(path)).toMatchObject({ ...policy, version: Number(version) + 1 })
  })

  it('makes, changes and removes a Conditional Access policy and a named location', async () => {
    const locations = '/identity/conditionalAccess/namedLocations'
    const location = await send('POST', locations, {
      '@odata.type': '#microsoft.graph.countryNamedLocation',
      displayName: 'Where the fair is',
      countriesAndRegions: ['ES'],
      includeUnknownCountriesAndRegions: false,
    })
    expect(location.status).toBe(201)
    const policies = '/identity/conditionalAccess/policies'
    const policy = await send('POST', policies, {
      displayName: 'No access from the fair',
      state: 'enabledForReportingButNotEnforced',
      conditions: {
        clientAppTypes: ['all'],
        applications: { includeApplications: ['All'] },
        users: { includeUsers: ['All'] },
        locations: { includeLocations: [location.body['id']] },
      },
      grantControls: { operator: 'OR', builtInControls: ['block'] },
    })
    expect(policy.status).toBe(201)
    const path = `${policies}/${String(policy.body['id'])}`
    expect((await send('PATCH', path, { state: 'enabled' })).status).toBe(204)
    expect(await read(path)).toMatchObject({ state: 'enabled', displayName: 'No access from the fair' })
    expect((await send('DELETE', path)).status).toBe(204)
    expect((await send('DELETE', `${locations}/${String(location.body['id'])}`)).status).toBe(204)
  })
})

describe('A change of a setting', () => {
  it('of groups fills in what was not sent with the defaults of its template', async () => {
    const { value } = await read('/groupSettings')
    for (const { id } of value) await send('DELETE', `/groupSettings/${String(id)}`)
    const made = await send('POST', '/groupSettings', {
      templateId: '62375ab9-6b52-47ed-826b-58e47e0e304b',
      values: [{ name: 'EnableGroupCreation', value: 'false' }],
    })
    expect([made.status, made.body]).toMatchObject([201, { displayName: 'Group.Unified' }])
    const path = `/groupSettings/${String(made.body['id'])}`
    expect((await read(path))['values']).toEqual(
      expect.arrayContaining([
        { name: 'EnableGroupCreation', value: 'false' },
        { name: 'AllowGuestsToAccessGroups', value: 'true' },
      ]),
    )
    const changed = { values: [{ name: 'AllowGuestsToAccessGroups', value: 'false' }] }
    expect((await send('PATCH', path, changed)).status).toBe(204)
    expect((await read(path))['values']).toEqual(
      expect.arrayContaining([{ name: 'EnableGroupCreation', value: 'true' }]),
    )
  })

  it('of SharePoint answers 200 with all settings, of reports 204', async () => {
    const sharing = { sharingCapability: 'externalUserAndGuestSharing' }
    const { status, body } = await send('PATCH', '/admin/sharepoint/settings', sharing)
    expect([status, body]).toMatchObject([200, { ...sharing, isLoopEnabled: true }])
    expect(await read('/admin/sharepoint/settings')).toMatchObject(sharing)
    expect((await send('PATCH', '/admin/reportSettings', { displayConcealedNames: true })).status).toBe(204)
    expect(await read('/admin/reportSettings')).toMatchObject({ displayConcealedNames: true })
  })
})
