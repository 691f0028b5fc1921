import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callCipp, cippTexts, cippToken, exchangeRows, type MailRow } from '../../test/cipp.js'
import { type Simulator, startSimulator } from '../index.js'

let simulator: Simulator
let token: string
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'msp-50', trafficFile: null })
  token = await cippToken(simulator)
  for (const role of ['Exchange Administrator', 'Global Reader', 'Security Reader']) {
    simulator.tenant(WEAK).removeDelegatedRole({ role })
  }
})
afterAll(() => simulator.stop())

const DOMAIN = 'adventureworks.example'
/** Its relationship is to have no role for Exchange. */
const WEAK = 'margiestravel.example'

const call = (path: string, body?: unknown) => callCipp(simulator, path, { token, body })

async function exchange(Cmdlet: string, cmdParams: object = {}, more: object = {}): Promise<unknown> {
  const { status, body } = await call('ListExoRequest', { TenantFilter: DOMAIN, Cmdlet, cmdParams, ...more })
  expect(status).toBe(200)
  return (body as { Results: unknown }).Results
}

const rows = (Cmdlet: string, cmdParams: object = {}) =>
  exchangeRows(simulator, token, { TenantFilter: DOMAIN, Cmdlet, cmdParams })
const texts = (path: string, body: unknown) => cippTexts(simulator, token, path, body)

describe('ListExoRequest', () => {
  it('runs reading cmdlets, and no other', async () => {
    expect(await exchange('Get-OrganizationConfig', {}, { Select: 'Name,Guid' })).toMatchObject({
      Name: expect.any(String),
    })
    expect(await call('ListExoRequest', { TenantFilter: DOMAIN, Cmdlet: 'Set-Mailbox' })).toMatchObject({
      status: 400,
      body: { Results: 'Invalid cmdlet: Set-Mailbox' },
    })
    expect(await exchange('', {}, { AvailableCmdlets: true })).toContain('Get-Mailbox')
  })

  it('makes of one row an object whose lists are lists, of several rows flat text, of none nothing', async () => {
    const several = (await exchange('Get-Mailbox', { ResultSize: 2 })) as MailRow[]
    expect(several).toHaveLength(2)
    expect(several[0]?.EmailAddresses).toEqual(expect.stringMatching(/SMTP:\S+/))
    const one = (await exchange('Get-Mailbox', { Identity: several[0]?.PrimarySmtpAddress })) as MailRow
    expect(Array.isArray(one)).toBe(false)
    expect(one.EmailAddresses).toContain(`SMTP:${several[0]?.PrimarySmtpAddress}`)
    expect((one.EmailAddresses as string[]).join(' ')).toBe(several[0]?.EmailAddresses)
    expect(await exchange('Get-Mailbox', { Filter: "DisplayName -eq 'nobody at all'" })).toBeNull()
  })

  it('tells an error of Exchange with 200, and what goes wrong outside with nothing', async () => {
    expect(await exchange('Get-Mailbox', { Identity: 'nobody@nowhere.example' })).toEqual([
      { Error: expect.stringContaining("couldn't be found") },
    ])
    expect(await call('ListExoRequest', { TenantFilter: DOMAIN })).toMatchObject({ status: 200, body: null })
  })

  it.each([
    ['weak', WEAK, /403 \(Forbidden\)/],
    ['ended', 'quarrystoneworks.example', /is not in CIPP's tenant list/],
    ['unknown', 'nowhere.example', /is not in CIPP's tenant list/],
  ])('says why a tenant is out of reach: %s', async (_, TenantFilter, reason) => {
    const { status, body } = await call('ListExoRequest', { TenantFilter, Cmdlet: 'Get-OrganizationConfig' })
    expect([status, body]).toEqual([200, { Results: [{ Error: expect.stringMatching(reason) }] }])
  })

  it('does not find a tenant by its initial domain, but by its id', async () => {
    const { id } = simulator.tenants.find(({ defaultDomain }) => defaultDomain === DOMAIN)!
    const probe = async (TenantFilter: string) =>
      JSON.stringify(
        (await call('ListExoRequest', { TenantFilter, Cmdlet: 'Get-OrganizationConfig', Select: 'Name' })).body,
      )
    expect(await probe(id)).toContain('Name')
    expect(await probe('adventureworks.onmicrosoft.com')).toContain('not in CIPP')
  })

  it('replaces what stands between percent signs', async () => {
    const filter = "DisplayName -eq '%tenantname%' -or DisplayName -ne '%nothing%'"
    expect(await exchange('Get-Mailbox', { Filter: filter, ResultSize: 1 })).not.toBeNull()
  })

  it.each(['excluded', 'notConsented', 'signInAgain'] as const)('meets CIPP’s own trouble: %s', async (standing) => {
    const own = 'wideworldimporters.example'
    simulator.tenant(own).standWithCipp({ standing })
    const { body } = await call('ListExoRequest', { TenantFilter: own, Cmdlet: 'Get-OrganizationConfig' })
    const reasons = { excluded: 'excluded from CIPP', notConsented: 'AADSTS65001', signInAgain: 'AADSTS50076' }
    expect(body).toEqual({ Results: [{ Error: expect.stringContaining(reasons[standing]) }] })
    const listed = (await call('ListTenants')).body as { defaultDomainName: string; LastGraphError: string }[]
    const row = listed.find(({ defaultDomainName }) => defaultDomainName === own)
    if (standing === 'excluded') expect(row).toBeUndefined()
    else expect(row?.LastGraphError).toContain(reasons[standing])
    simulator.tenant(own).standWithCipp({ standing: 'well' })
  })
})

describe('distribution groups through CIPP', () => {
  const group = (displayName: string, more: object = {}) => ({
    tenantFilter: DOMAIN,
    displayName,
    description: 'Made by a test',
    username: displayName.toLowerCase(),
    primDomain: { value: DOMAIN },
    groupType: 'Distribution',
    allowExternal: false,
    owners: [],
    members: [],
    ...more,
  })
  const find = async (name: string) => (await rows('Get-DistributionGroup', { Filter: `DisplayName -eq '${name}'` }))[0]

  it('are made once in ten minutes, whatever became of them since', async () => {
    expect(await call('AddGroup', group('Harbourcrew'))).toMatchObject({
      status: 200,
      body: { Results: [expect.stringMatching(/^Successfully created group/)] },
    })
    const made = (await find('Harbourcrew'))!
    expect(made).toMatchObject({
      PrimarySmtpAddress: `harbourcrew@${DOMAIN}`,
      RecipientTypeDetails: 'MailUniversalDistributionGroup',
    })
    const removal = {
      tenantFilter: DOMAIN,
      id: made['ExternalDirectoryObjectId'],
      GroupType: 'Distribution List',
      displayName: 'Harbourcrew',
    }
    expect((await call('ExecGroupsDelete', removal)).status).toBe(200)
    expect(await find('Harbourcrew')).toBeUndefined()
    expect(await texts('AddGroup', group('Harbourcrew'))).toEqual([
      expect.stringMatching(/^Successfully created group/),
    ])
    expect(await find('Harbourcrew')).toBeUndefined()
    simulator.advanceClock(601)
    await call('AddGroup', group('Harbourcrew'))
    expect(await find('Harbourcrew')).toBeDefined()
    expect((await call('ExecGroupsDelete', { ...removal, id: 'nothing' })).status).toBe(500)
  })

  it('are not made with a type that Exchange does not know, nor for all tenants', async () => {
    const wrong = await call('AddGroup', group('Wrong', { groupType: 'Distribution List' }))
    expect(wrong).toMatchObject({ status: 500, body: { Results: [expect.stringMatching(/^Failed to create group/)] } })
    expect(await call('AddGroup', group('Everywhere', { tenantFilter: 'AllTenants' }))).toMatchObject({ status: 500 })
  })

  it('change members one by one in words; a lost batch looks like success', async () => {
    await call('AddGroup', group('Lighthouse'))
    const groupId = (await find('Lighthouse'))?.['ExternalDirectoryObjectId']
    const [first, second] = await rows('Get-Mailbox', { ResultSize: 2 })
    const member = (mailbox: MailRow | undefined) => ({
      value: mailbox?.['ExternalDirectoryObjectId'],
      addedFields: { userPrincipalName: mailbox?.['UserPrincipalName'] },
    })
    const edit = (more: object) =>
      texts('EditGroup', {
        tenantFilter: DOMAIN,
        groupId,
        groupName: 'Lighthouse',
        groupType: 'Distribution List',
        ...more,
      })
    const members = async () =>
      (await rows('Get-DistributionGroupMember', { Identity: groupId })).map((row) => row.PrimarySmtpAddress)
    expect(
      await edit({
        AddMember: [member(first), { value: 'nobody', addedFields: { userPrincipalName: 'nobody@x.example' } }],
      }),
    ).toEqual([expect.stringMatching(/^Success - /), expect.stringMatching(/^Error - .*nobody/)])
    expect(await members()).toEqual([first?.PrimarySmtpAddress])
    simulator.addFault({ kind: 'serverError', service: 'exchange', times: 1 })
    expect(await edit({ AddMember: [member(second)] })).toEqual([expect.stringMatching(/^Success - /)])
    expect(await members()).toEqual([first?.PrimarySmtpAddress])
    expect(await edit({ RemoveMember: [member(first)] })).toEqual([expect.stringMatching(/^Success - /)])
    expect(await members()).toEqual([])
  })

  it('are hidden, and closed to the outside', async () => {
    await call('AddGroup', group('Quayside'))
    const groupId = (await find('Quayside'))?.['ExternalDirectoryObjectId']
    const hide = { tenantFilter: DOMAIN, ID: groupId, GroupType: 'Distribution List', HideFromGAL: true }
    expect((await call('ExecGroupsHideFromGAL', hide)).status).toBe(200)
    expect(await find('Quayside')).toMatchObject({ HiddenFromAddressListsEnabled: true })
    const refuse = { tenantFilter: DOMAIN, ID: groupId, GroupType: 'Distribution List', OnlyAllowInternal: true }
    expect((await call('ExecGroupsDeliveryManagement', refuse)).status).toBe(200)
    expect(await find('Quayside')).toMatchObject({ RequireSenderAuthenticationEnabled: true })
  })

  it('lose what is not sent along with a new name', async () => {
    const listed = (await call(`ListGroups?tenantFilter=${DOMAIN}`)).body as Record<string, unknown>[]
    const team = listed.find((one) => one['groupType'] === 'Microsoft 365' && one['description'])!
    const renamed = { tenantFilter: DOMAIN, groupId: team['id'], groupName: 'Team', displayName: 'Renamed' }
    expect(await texts('EditGroup', renamed)).toEqual([expect.stringMatching(/^Success - /)])
    const [after] = (await call(`ListGroups?tenantFilter=${DOMAIN}&groupID=${String(team['id'])}`)).body as object[]
    expect(after).toMatchObject({ displayName: 'Renamed', description: null, mailNickname: null })
  })
})
