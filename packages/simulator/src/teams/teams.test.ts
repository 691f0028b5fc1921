import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { firstApp, read, tokenOf } from '../../test/client.js'
import { assignRole, tokenFor } from '../../test/exchange-client.js'
import { type Simulator, startSimulator } from '../index.js'
import { roleTemplateId } from '../world/roles.js'

let simulator: Simulator
beforeEach(async () => {
  simulator = await startSimulator({ scenario: 'single-organization', limits: 'off', trafficFile: null })
})
afterEach(() => simulator.stop())

const TEAMS = '48ac35b8-9aa8-4d74-927d-1f4a14a0b239'

async function client(role?: string) {
  if (role !== undefined) await assignRole(simulator, await tokenOf(simulator), roleTemplateId(role))
  const token = await tokenFor(simulator, TEAMS)
  return async (path: string, init: { method?: string; body?: unknown } = {}) =>
    read(
      await fetch(`${simulator.url}/api.interfaces.records.teams.microsoft.com${path}`, {
        method: init.method ?? 'GET',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
      }),
    )
}

const list = (answer: { body: unknown }) => answer.body as Record<string, unknown>[]

describe('the Teams administration', () => {
  it('lists the configurations of each kind, Global first', async () => {
    const ask = await client('Global Reader')
    for (const type of [
      'TeamsMeetingPolicy',
      'TeamsMeetingBroadcastPolicy',
      'TenantFederationSettings',
      'TeamsClientConfiguration',
      'TeamsMessagingPolicy',
      'TeamsAppPermissionPolicy',
    ]) {
      const answer = await ask(`/Skype.Policy/configurations/${type}`)
      expect(answer.status).toBe(200)
      expect(list(answer)[0]).toMatchObject({ Identity: 'Global', ConfigMetadata: { Authority: 'Tenant' } })
    }
    const policies = list(await ask('/Skype.Policy/configurations/TeamsMeetingPolicy'))
    expect(policies.map(({ Identity }) => Identity)).toEqual(['Global', 'Tag:Executives'])
    expect(policies[0]).toMatchObject({
      AutoAdmittedUsers: expect.any(String),
      AllowCloudRecording: expect.any(Boolean),
      MeetingChatEnabledType: expect.any(String),
      DesignatedPresenterRoleMode: expect.any(String),
    })
  })

  it('shows one by its identity', async () => {
    const ask = await client('Global Reader')
    expect((await ask('/Skype.Policy/configurations/TeamsMeetingPolicy/configuration/Executives')).body).toMatchObject({
      Identity: 'Tag:Executives',
    })
    expect((await ask('/Skype.Policy/configurations/TeamsMeetingPolicy/configuration/Nobody')).status).toBe(404)
    expect((await ask('/Skype.Policy/configurations/Nonsense')).status).toBe(404)
  })

  it('shows the tenant with its plans and domains', async () => {
    const ask = await client('Global Reader')
    expect((await ask('/Teams.Tenant/tenants')).body).toMatchObject({
      TenantId: firstApp(simulator).tenantId,
      AssignedPlan: expect.arrayContaining(['Teams']),
      VerifiedDomains: expect.arrayContaining([expect.objectContaining({ Name: 'adatum.example', Status: 'Enabled' })]),
    })
  })

  it('refuses an application without a role that Teams honours', async () => {
    const ask = await client()
    expect((await ask('/Skype.Policy/configurations/TeamsMeetingPolicy')).status).toBe(403)
  })

  it('lets readers look and administrators change', async () => {
    const path = '/Skype.Policy/configurations/TeamsMeetingPolicy/configuration/Global'
    const reader = await client('Global Reader')
    const change = {
      method: 'PUT',
      body: { Identity: 'Global', AllowCloudRecording: false, AutoAdmittedUsers: 'OrganizerOnly' },
    }
    expect((await reader(path, change)).status).toBe(403)
    const admin = await client('Teams Administrator')
    expect((await admin(path, change)).status).toBe(200)
    expect((await admin(path)).body).toMatchObject({
      AllowCloudRecording: false,
      AutoAdmittedUsers: 'OrganizerOnly',
      AllowTranscription: true,
    })
    expect((await admin(path, { method: 'PUT', body: { Nonsense: true } })).status).toBe(400)
  })

  it('refuses applications the settings of all apps (Get-M365UnifiedTenantSettings)', async () => {
    const { status } = await fetch(
      `${simulator.url}/substrate.office.com/AdminAppCatalog/ps/v2/admin/unifiedApp/settings`,
      {
        headers: { authorization: `Bearer ${await tokenFor(simulator, TEAMS)}` },
      },
    )
    expect(status).toBe(403)
  })

  it('meets faults of its own', async () => {
    const ask = await client('Global Reader')
    simulator.addFault({ kind: 'serverError', service: 'teams', status: 503, times: 1 })
    expect((await ask('/Teams.Tenant/tenants')).status).toBe(503)
  })
})
