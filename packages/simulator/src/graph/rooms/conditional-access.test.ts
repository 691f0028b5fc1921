import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { graph, tokenOf } from '../../../test/client.js'
import { type Simulator, startSimulator } from '../../index.js'

const POLICIES = '/identity/conditionalAccess/policies'
const LOCATIONS = '/identity/conditionalAccess/namedLocations'

let simulator: Simulator
let token: string
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'single-organization', limits: 'off', trafficFile: null })
  token = await tokenOf(simulator)
})
afterEach(async () => {
  simulator.reset()
  token = await tokenOf(simulator)
})
afterAll(() => simulator.stop())

interface Policy extends Record<string, unknown> {
  id: string
  displayName: string
  state: string
  conditions: Record<string, unknown>
  grantControls: Record<string, unknown> | null
}

const list = async (path = POLICIES) => (await graph(simulator, token, path)).body.value as unknown as Policy[]
const send = (method: string, path: string, body?: unknown) =>
  graph(simulator, token, path, { method, ...(body === undefined ? {} : { body }) })

function blockLegacy(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    displayName: 'Block legacy authentication again',
    state: 'enabledForReportingButNotEnforced',
    conditions: {
      clientAppTypes: ['exchangeActiveSync', 'other'],
      applications: { includeApplications: ['All'] },
      users: { includeUsers: ['All'] },
    },
    grantControls: { operator: 'OR', builtInControls: ['block'] },
    ...changes,
  }
}

async function lastAudits(): Promise<Record<string, unknown>[]> {
  return (await graph(simulator, token, '/auditLogs/directoryAudits?$top=3')).body.value
}

describe('Conditional Access policies', () => {
  it('say everything that their type declares, and name an authentication strength with its combinations', async () => {
    const policies = await list()
    expect(policies.length).toBeGreaterThan(5)
    for (const { conditions } of policies) {
      expect(Object.keys(conditions)).toEqual(
        expect.arrayContaining(['applications', 'users', 'clientAppTypes', 'platforms', 'locations', 'devices']),
      )
    }
    const strong = policies.find(({ grantControls }) => grantControls?.['authenticationStrength'])
    expect(strong?.grantControls?.['authenticationStrength']).toMatchObject({
      id: '00000000-0000-0000-0000-000000000004',
      allowedCombinations: ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor'],
    })
  })

  it('leave out the accounts for emergencies of a well-run tenant', async () => {
    const healthy = await startSimulator({ trafficFile: null })
    const reader = await tokenOf(healthy)
    const read = async (path: string) => (await graph(healthy, reader, path)).body.value
    const people = await read("/users?$filter=startswith(userPrincipalName,'emergency')&$select=id")
    expect(people).toHaveLength(2)
    for (const { conditions } of (await read(POLICIES)) as unknown as Policy[]) {
      const { includeUsers, excludeUsers } = conditions['users'] as Record<string, string[]>
      if (!includeUsers?.includes('None'))
        expect(excludeUsers).toEqual(expect.arrayContaining(people.map(({ id }) => id)))
    }
    await healthy.stop()
  })

  it('show what only beta knows in beta alone', async () => {
    const risky = (policies: Policy[]) => policies.filter(({ conditions }) => 'agentIdRiskLevels' in conditions)
    expect(risky(await list())).toHaveLength(0)
    const { value } = (await graph(simulator, token, `${simulator.graph}/beta${POLICIES}`)).body
    expect(risky(value as unknown as Policy[])).toMatchObject([{ conditions: { agentIdRiskLevels: 'high' } }])
  })

  it('are created with 201, changed and deleted with 204, and every write is in the audit log', async () => {
    const created = await send('POST', POLICIES, blockLegacy())
    expect([created.status, created.body]).toMatchObject([201, { id: expect.any(String), modifiedDateTime: null }])
    const path = `${POLICIES}/${String(created.body['id'])}`
    expect((await send('PATCH', path, { state: 'ENABLED', conditions: { userRiskLevels: ['high'] } })).status).toBe(204)
    const { body } = await graph(simulator, token, path)
    expect(body).toMatchObject({
      state: 'enabled',
      conditions: { userRiskLevels: ['high'], clientAppTypes: ['exchangeActiveSync', 'other'] },
    })
    expect((await send('DELETE', path)).status).toBe(204)
    expect((await graph(simulator, token, path)).status).toBe(404)
    expect(new Set((await lastAudits()).map((entry) => entry['activityDisplayName']))).toEqual(
      new Set([
        'Add conditional access policy',
        'Delete conditional access policy',
        'Update conditional access policy',
      ]),
    )
  })

  it.each([
    ['no name', { displayName: undefined }, '1007'],
    ['nobody', { conditions: { applications: { includeApplications: ['All'] }, users: {} } }, '1007'],
    ['nothing', { conditions: { applications: {}, users: { includeUsers: ['All'] } } }, '1007'],
    ['no control', { grantControls: null }, '1007'],
    [
      'both applications and user actions',
      {
        conditions: {
          applications: { includeApplications: ['All'], includeUserActions: ['urn:user:registerdevice'] },
          users: { includeUsers: ['All'] },
        },
      },
      '1012',
    ],
    ['block beside another control', { grantControls: { operator: 'OR', builtInControls: ['block', 'mfa'] } }, '1032'],
    [
      'a change of password by itself',
      { grantControls: { operator: 'OR', builtInControls: ['passwordChange'] } },
      'InvalidPasswordResetControl',
    ],
    [
      'a user who does not exist',
      {
        conditions: {
          applications: { includeApplications: ['All'] },
          users: { includeUsers: ['5b0c3f2e-0000-4000-8000-000000000000'] },
        },
      },
      '1011',
    ],
    ['an unknown state', { state: 'sometimes' }, 'state'],
    ['an unknown property', { conditons: {} }, 'conditons'],
  ])('are refused with 400 when they have %s', async (_, changes, message) => {
    const { status, body } = await send('POST', POLICIES, blockLegacy(changes))
    expect([status, body]).toMatchObject([400, { error: { message: expect.stringContaining(message) } }])
  })

  it('exclude security defaults: neither is switched on beside the other', async () => {
    const defaults = '/policies/identitySecurityDefaultsEnforcementPolicy'
    expect((await send('PATCH', defaults, { isEnabled: true })).status).toBe(400)
    for (const { id, state } of await list()) {
      if (state === 'enabled') await send('PATCH', `${POLICIES}/${id}`, { state: 'disabled' })
    }
    expect((await send('PATCH', defaults, { isEnabled: true })).status).toBe(204)
    const { status, body } = await send('POST', POLICIES, blockLegacy({ state: 'enabled' }))
    expect([status, body]).toMatchObject([400, { error: { message: expect.stringContaining('Security Defaults') } }])
  })
})

describe('Named locations', () => {
  it('name their type, and refuse ranges that are none', async () => {
    const ipRanges = [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '198.51.100.0/24' }]
    const office = { '@odata.type': '#microsoft.graph.ipNamedLocation', displayName: 'New office', isTrusted: true }
    const wrong = [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '198.51.100.0/64' }]
    expect((await send('POST', LOCATIONS, { ...office, ipRanges: wrong })).status).toBe(400)
    expect((await send('POST', LOCATIONS, { displayName: 'No type', ipRanges })).status).toBe(400)
    const { status, body } = await send('POST', LOCATIONS, { ...office, ipRanges })
    expect([status, body]).toMatchObject([201, { '@odata.type': '#microsoft.graph.ipNamedLocation', isTrusted: true }])
    const path = `${LOCATIONS}/${String(body['id'])}`
    expect((await send('DELETE', path)).status).toBe(400)
    const untrusted = { '@odata.type': '#microsoft.graph.ipNamedLocation', isTrusted: false }
    expect((await send('PATCH', path, untrusted)).status).toBe(204)
    expect((await send('DELETE', path)).status).toBe(204)
  })

  it('can be asked for one type of them', async () => {
    const all = await list(LOCATIONS)
    const countries = await list(`${LOCATIONS}?$filter=isof('microsoft.graph.countryNamedLocation')`)
    expect(countries).toEqual(all.filter((one) => one['@odata.type'] === '#microsoft.graph.countryNamedLocation'))
    expect(countries.length).toBeGreaterThan(0)
    expect(countries.length).toBeLessThan(all.length)
  })

  it('stay as long as a policy names them', async () => {
    const countries = (await list(LOCATIONS)).find(({ displayName }) => displayName === 'Countries we work in')
    const conditions = {
      applications: { includeApplications: ['All'] },
      users: { includeUsers: ['All'] },
      locations: { includeLocations: [countries?.id] },
    }
    const { body } = await send('POST', POLICIES, blockLegacy({ conditions }))
    expect((await send('DELETE', `${LOCATIONS}/${countries?.id}`)).status).toBe(400)
    await send('DELETE', `${POLICIES}/${String(body['id'])}`)
  })
})

describe('Without Entra ID P1', () => {
  it('there are no policies to list, and none can be made', async () => {
    simulator.tenant(simulator.apps[0]!.tenantId).unlicense(['P1', 'P2'])
    expect(await list()).toHaveLength(0)
    expect((await send('POST', POLICIES, blockLegacy())).status).toBe(403)
    expect((await graph(simulator, token, '/policies/authenticationStrengthPolicies')).status).toBe(403)
  })
})
