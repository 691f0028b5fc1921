import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askForToken, firstApp, graph, tokenOf } from '../../test/client.js'
import { assignRole, EXCHANGE, exchangeClient, tokenFor } from '../../test/exchange-client.js'
import { type Simulator, startSimulator } from '../index.js'
import { roleTemplateId } from '../world/roles.js'

let simulator: Simulator
beforeEach(async () => {
  simulator = await startSimulator({ scenario: 'single-organization', limits: 'off', trafficFile: null })
})
afterEach(() => simulator.stop())

/** Takes every directory role from the app, and gives it another one. */
async function holdOnly(role: string | undefined): Promise<void> {
  const token = await tokenOf(simulator)
  const principal = await graph(
    simulator,
    token,
    `/servicePrincipals(appId='${firstApp(simulator).clientId}')?$select=id`,
  )
  const filter = `$filter=principalId eq '${String(principal.body['id'])}'`
  const held = await graph(simulator, token, `/roleManagement/directory/roleAssignments?${filter}`)
  for (const { id } of held.body.value) {
    await graph(simulator, token, `/roleManagement/directory/roleAssignments/${String(id)}`, { method: 'DELETE' })
  }
  if (role !== undefined) await assignRole(simulator, token, roleTemplateId(role))
}

describe('an application at Exchange', () => {
  it('reads with Exchange.ManageAsApp and a supported directory role', async () => {
    const run = await exchangeClient(simulator)
    const { status, body } = await run('Get-OrganizationConfig', {}, { query: '?$select=Name,Guid' })
    expect(status).toBe(200)
    expect(body.value).toEqual([
      {
        Name: 'adatum.onmicrosoft.com',
        'Guid@data.type': 'System.Guid',
        'Guid@odata.type': '#Guid',
        Guid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    ])
  })

  it('is refused without a word when its token is for Graph, has no Exchange.ManageAsApp, or is of another tenant', async () => {
    const run = await exchangeClient(simulator)
    const graphToken = await run('Get-OrganizationConfig', {}, { token: await tokenOf(simulator) })
    expect([graphToken.status, graphToken.body]).toEqual([401, {}])
    const elsewhere = `${simulator.url}/outlook.office365.com/adminapi/beta/fabrikam.onmicrosoft.com/InvokeCommand`
    expect((await run('Get-OrganizationConfig', {}, { url: elsewhere })).status).toBe(401)
    simulator.tenant(firstApp(simulator).tenantId).withholdPermissions({ permissions: ['Exchange.ManageAsApp'] })
    const without = await tokenFor(simulator, EXCHANGE)
    expect((await run('Get-OrganizationConfig', {}, { token: without })).status).toBe(401)
  })

  it('without a directory role meets 403, and with a new one again until the role has reached Exchange', async () => {
    await holdOnly(undefined)
    const before = await exchangeClient(simulator)
    const refused = await before('Get-OrganizationConfig')
    expect(refused.status).toBe(403)
    expect(refused.reason).toContain("isn't supported in this scenario")

    simulator.tenant(firstApp(simulator).tenantId).propagateSlowly({ seconds: 0, graphSeconds: 1800 })
    await assignRole(simulator, await tokenOf(simulator), roleTemplateId('Global Reader'))
    simulator.advanceClock(60)
    expect((await (await exchangeClient(simulator))('Get-OrganizationConfig')).status).toBe(403)
    simulator.advanceClock(1800)
    expect((await (await exchangeClient(simulator))('Get-OrganizationConfig')).status).toBe(200)
  })

  it('goes by the roles that its token names: an old token stays without the new role', async () => {
    await holdOnly(undefined)
    const old = await exchangeClient(simulator)
    await assignRole(simulator, await tokenOf(simulator), roleTemplateId('Exchange Administrator'))
    expect((await old('Get-OrganizationConfig')).status).toBe(403)
    expect((await (await exchangeClient(simulator))('Get-OrganizationConfig')).status).toBe(200)
  })

  it('as a Global Reader reads everything and changes nothing', async () => {
    await holdOnly('Global Reader')
    const run = await exchangeClient(simulator)
    const [mailbox] = (await run('Get-Mailbox', { ResultSize: 1 })).body.value
    expect((await run('Get-AntiPhishPolicy')).status).toBe(200)
    const refused = await run('Set-Mailbox', { Identity: mailbox?.['Identity'], HiddenFromAddressListsEnabled: true })
    expect([refused.status, refused.reason]).toEqual([
      403,
      expect.stringContaining('is not allowed to call Set-Mailbox'),
    ])
  })

  it('as an Exchange Recipient Administrator knows recipients only', async () => {
    await holdOnly('Exchange Recipient Administrator')
    const run = await exchangeClient(simulator)
    expect((await run('Get-DistributionGroup')).status).toBe(200)
    const unknown = await run('Get-AntiPhishPolicy')
    expect([unknown.status, unknown.reason]).toEqual([
      400,
      expect.stringContaining("The term 'Get-AntiPhishPolicy' is not recognized"),
    ])
  })

  it('as a Security Reader sees policies and no mailboxes', async () => {
    await holdOnly('Security Reader')
    const run = await exchangeClient(simulator)
    expect((await run('Get-HostedContentFilterPolicy')).status).toBe(200)
    expect((await run('Get-Mailbox')).reason).toContain('is not recognized')
  })

  it('with a role that Exchange does not support is refused', async () => {
    await holdOnly('Reports Reader')
    expect((await (await exchangeClient(simulator))('Get-Mailbox')).status).toBe(403)
  })
})

describe('a tenant without Exchange', () => {
  it('has no such resource at sign-in: AADSTS500011', async () => {
    simulator.tenant(firstApp(simulator).tenantId).unlicense(['Exchange'])
    const { body } = await askForToken(simulator, { scope: `${EXCHANGE}/.default` })
    expect(body).toMatchObject({ error_codes: [500011] })
  })

  it('refuses tokens that are still alive with 401', async () => {
    const run = await exchangeClient(simulator)
    simulator.tenant(firstApp(simulator).tenantId).unlicense(['Exchange'])
    expect((await run('Get-OrganizationConfig')).status).toBe(401)
  })
})

describe('faults at Exchange', () => {
  it('throttle with Retry-After, and answer server busy', async () => {
    const run = await exchangeClient(simulator)
    simulator.addFault({ kind: 'throttle', service: 'exchange', retryAfter: 7, times: 1 })
    const throttled = await run('Get-AcceptedDomain')
    expect([throttled.status, throttled.headers.get('retry-after'), throttled.reason]).toEqual([
      429,
      '7',
      expect.stringContaining('micro delay'),
    ])
    simulator.addFault({ kind: 'serverError', service: 'exchange', status: 503, times: 1 })
    expect((await run('Get-AcceptedDomain')).reason).toContain('server busy')
    expect((await run('Get-AcceptedDomain')).status).toBe(200)
  })
})

describe('limits of Exchange', () => {
  it('refuse a cmdlet while others run, and the request log says so', async () => {
    const run = await exchangeClient(simulator)
    simulator.scaleLimits(1)
    simulator.addFault({ kind: 'slow', service: 'exchange', milliseconds: 300 })
    const answers = await Promise.all(Array.from({ length: 5 }, () => run('Get-AcceptedDomain')))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
    const refused = simulator.requests().filter(({ status }) => status === 429)
    for (const { struck } of refused) expect(struck).toContain('limit exchangeConcurrency')
    expect(refused).toHaveLength(2)
  })
})

describe('applications in Exchange’s own roles', () => {
  async function register() {
    const admin = await exchangeClient(simulator)
    const { clientId } = firstApp(simulator)
    const principal = await graph(
      simulator,
      await tokenOf(simulator),
      `/servicePrincipals(appId='${clientId}')?$select=id`,
    )
    const made = await admin('New-ServicePrincipal', {
      AppId: clientId,
      ObjectId: principal.body['id'],
      DisplayName: 'Operations',
    })
    expect(made.status).toBe(200)
    return { admin, objectId: String(principal.body['id']) }
  }

  it('may do what their role group may, without a directory role', async () => {
    const { admin, objectId } = await register()
    expect(
      (await admin('Add-RoleGroupMember', { Identity: 'View-Only Organization Management', Member: objectId })).status,
    ).toBe(200)
    await holdOnly(undefined)
    const run = await exchangeClient(simulator)
    expect((await run('Get-Mailbox')).status).toBe(200)
    expect((await run('New-DistributionGroup', { Name: 'No' })).status).toBe(403)
  })

  it('change only what lies within the scope of their assignment', async () => {
    const { admin, objectId } = await register()
    await admin('Enable-OrganizationCustomization')
    const [one, other] = (await admin('Get-Mailbox', { RecipientTypeDetails: 'SharedMailbox' })).body.value
    expect(
      (
        await admin('New-ManagementScope', {
          Name: 'One mailbox',
          RecipientRestrictionFilter: `Alias -eq '${String(one?.['Alias'])}'`,
        })
      ).status,
    ).toBe(200)
    const assigned = await admin('New-ManagementRoleAssignment', {
      App: objectId,
      Role: 'Mail Recipients',
      CustomResourceScope: 'One mailbox',
    })
    expect(assigned.status).toBe(200)
    await holdOnly(undefined)
    const run = await exchangeClient(simulator)
    const hide = (mailbox: Record<string, unknown> | undefined) =>
      run('Set-Mailbox', { Identity: mailbox?.['Identity'], HiddenFromAddressListsEnabled: true })
    expect((await hide(one)).status).toBe(200)
    const refused = await hide(other)
    expect([refused.status, refused.reason]).toEqual([
      403,
      expect.stringContaining("isn't within your current write scopes"),
    ])
  })
})
