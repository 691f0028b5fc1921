import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { graph, tokenOf } from '../../../test/client.js'
import { exchangeClient, type RunCmdlet } from '../../../test/exchange-client.js'
import { type Simulator, startSimulator } from '../../index.js'

let simulator: Simulator
let run: RunCmdlet
let graphToken: string
beforeEach(async () => {
  simulator = await startSimulator({ scenario: 'single-organization', limits: 'off', trafficFile: null })
  run = await exchangeClient(simulator)
  graphToken = await tokenOf(simulator)
})
afterEach(() => simulator.stop())

const BYPASS = { BypassSecurityGroupManagerCheck: true }

async function people(count: number): Promise<{ id: string; upn: string }[]> {
  const { body } = await run('Get-Mailbox', { RecipientTypeDetails: 'UserMailbox', ResultSize: count })
  return body.value.map(({ ExternalDirectoryObjectId, UserPrincipalName }) => ({
    id: String(ExternalDirectoryObjectId),
    upn: String(UserPrincipalName),
  }))
}

async function create(parameters: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  const { body, reason } = await run('New-DistributionGroup', {
    Name: 'Night watch',
    Alias: 'nightwatch',
    PrimarySmtpAddress: 'nightwatch@adatum.example',
    ...BYPASS,
    ...parameters,
  })
  expect(reason).toBe('')
  return body.value[0] as Record<string, unknown>
}

const members = async (identity: unknown) =>
  (await run('Get-DistributionGroupMember', { Identity: identity })).body.value.map(
    ({ ExternalDirectoryObjectId }) => ExternalDirectoryObjectId,
  )

describe('distribution groups', () => {
  it('are the mail-enabled groups of the directory that are not Microsoft 365 groups', async () => {
    const { body } = await run('Get-DistributionGroup', { ResultSize: 'Unlimited' })
    const listed = await graph(simulator, graphToken, '/groups?$top=999&$select=id,mailEnabled,groupTypes')
    const wanted = listed.body.value.filter(
      ({ mailEnabled, groupTypes }) => mailEnabled === true && !(groupTypes as string[]).includes('Unified'),
    )
    expect(new Set(body.value.map(({ ExternalDirectoryObjectId }) => ExternalDirectoryObjectId))).toEqual(
      new Set(wanted.map(({ id }) => id)),
    )
    expect(new Set(body.value.map(({ RecipientTypeDetails }) => RecipientTypeDetails))).toEqual(
      new Set(['MailUniversalDistributionGroup', 'MailUniversalSecurityGroup']),
    )
  })

  it('are made with members and managers, and Graph shows them', async () => {
    const [one, two] = await people(2)
    const group = await create({
      Type: 'Security',
      Members: [one?.upn, two?.upn],
      ManagedBy: [two?.upn],
      Description: 'Who leads us out',
    })
    expect(group).toMatchObject({
      RecipientTypeDetails: 'MailUniversalSecurityGroup',
      ManagedBy: [two?.id],
      PrimarySmtpAddress: 'nightwatch@adatum.example',
    })
    const id = String(group['ExternalDirectoryObjectId'])
    expect((await graph(simulator, graphToken, `/groups/${id}`)).body).toMatchObject({
      displayName: 'Night watch',
      mailEnabled: true,
      securityEnabled: true,
      groupTypes: [],
      mail: 'nightwatch@adatum.example',
    })
    const inGraph = await graph(simulator, graphToken, `/groups/${id}/members?$select=id`)
    expect(new Set(inGraph.body.value.map((member) => member['id']))).toEqual(new Set([one?.id, two?.id]))
  })

  it('cannot be changed through Graph', async () => {
    const group = await create()
    const { status, body } = await graph(
      simulator,
      graphToken,
      `/groups/${String(group['ExternalDirectoryObjectId'])}`,
      { method: 'PATCH', body: { displayName: 'Other' } },
    )
    expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining('mail-enabled security group')])
  })

  it('list at once in Exchange and after the replication delay in Graph', async () => {
    simulator.tenant('adatum.example').replicateSlowly({ readSeconds: 5, listSeconds: 60 })
    const id = (await create())['ExternalDirectoryObjectId']
    const inGraph = async () =>
      (await graph(simulator, graphToken, '/groups?$top=999&$select=id')).body.value.some((group) => group['id'] === id)
    expect((await run('Get-DistributionGroup', { Identity: 'nightwatch' })).status).toBe(200)
    expect(await inGraph()).toBe(false)
    simulator.advanceClock(61)
    expect(await inGraph()).toBe(true)
  })

  it('refuse a name or an address that is taken', async () => {
    await create()
    const again = (parameters: Record<string, unknown>) =>
      run('New-DistributionGroup', { Name: 'Night watch', Alias: 'others', ...BYPASS, ...parameters })
    expect((await again({})).reason).toContain('already exists')
    expect((await again({ Name: 'Others', PrimarySmtpAddress: 'nightwatch@adatum.example' })).reason).toContain(
      'ProxyAddressExists',
    )
  })

  it('refuse callers that do not manage them, unless the check is bypassed', async () => {
    await create()
    const refused = await run('Set-DistributionGroup', { Identity: 'nightwatch', HiddenFromAddressListsEnabled: true })
    expect([refused.status, refused.reason]).toEqual([
      400,
      expect.stringContaining('executing user is not in the current organization'),
    ])
    const changed = {
      HiddenFromAddressListsEnabled: true,
      RequireSenderAuthenticationEnabled: false,
      MemberJoinRestriction: 'Open',
      DisplayName: 'Watch',
    }
    expect((await run('Set-DistributionGroup', { Identity: 'nightwatch', ...changed, ...BYPASS })).status).toBe(200)
    expect((await run('Get-DistributionGroup', { Identity: 'nightwatch' })).body.value[0]).toMatchObject(changed)
  })

  it('take and lose members one by one, and all at once', async () => {
    const [one, two, three] = await people(3)
    const group = await create()
    const identity = group['ExternalDirectoryObjectId']
    await run('Add-DistributionGroupMember', { Identity: identity, Member: one?.upn, ...BYPASS })
    const again = await run('Add-DistributionGroupMember', { Identity: identity, Member: one?.id, ...BYPASS })
    expect([again.status, again.reason]).toEqual([400, expect.stringContaining('is already a member of the group')])
    expect(
      (await run('Add-DistributionGroupMember', { Identity: identity, Member: 'nobody', ...BYPASS })).reason,
    ).toContain("Couldn't find object")
    await run('Update-DistributionGroupMember', {
      Identity: identity,
      Members: [two?.upn, three?.upn],
      Confirm: false,
      ...BYPASS,
    })
    expect(new Set(await members(identity))).toEqual(new Set([two?.id, three?.id]))
    await run('Remove-DistributionGroupMember', { Identity: identity, Member: two?.upn, Confirm: false, ...BYPASS })
    expect(await members(identity)).toEqual([three?.id])
    expect(
      (await run('Remove-DistributionGroupMember', { Identity: identity, Member: two?.upn, ...BYPASS })).reason,
    ).toContain("isn't a member")
  })

  it('that are synchronized are refused', async () => {
    const { body } = await run('Get-DistributionGroup', { ResultSize: 'Unlimited', Filter: 'IsDirSynced -eq $true' })
    const [synced] = body.value
    const { status, reason } = await run('Remove-DistributionGroup', {
      Identity: synced?.['Identity'],
      Confirm: false,
      ...BYPASS,
    })
    expect([status, reason]).toEqual([400, expect.stringContaining('on-premises')])
  })

  it('can be sent as, and for, by somebody', async () => {
    const [one] = await people(1)
    await create()
    await run('Set-DistributionGroup', {
      Identity: 'nightwatch',
      GrantSendOnBehalfTo: { '@odata.type': '#Exchange.GenericHashTable', Add: [one?.upn] },
      ...BYPASS,
    })
    await run('Add-RecipientPermission', {
      Identity: 'nightwatch',
      Trustee: one?.upn,
      AccessRights: ['SendAs'],
      Confirm: false,
    })
    expect((await run('Get-DistributionGroup', { Identity: 'nightwatch' })).body.value[0]).toMatchObject({
      GrantSendOnBehalfTo: [one?.id],
    })
    expect((await run('Get-RecipientPermission', { Identity: 'nightwatch' })).body.value).toEqual([
      expect.objectContaining({ Trustee: one?.upn }),
    ])
  })

  it('are gone when removed, in Graph too', async () => {
    const id = String((await create())['ExternalDirectoryObjectId'])
    await run('Remove-DistributionGroup', { Identity: 'nightwatch', Confirm: false, ...BYPASS })
    expect((await run('Get-DistributionGroup', { Identity: 'nightwatch' })).status).toBe(404)
    expect((await graph(simulator, graphToken, `/groups/${id}`)).status).toBe(404)
  })

  it('write the directory’s audit log', async () => {
    const id = (await create())['ExternalDirectoryObjectId']
    const { body } = await graph(
      simulator,
      graphToken,
      "/auditLogs/directoryAudits?$filter=activityDisplayName eq 'Add group'",
    )
    expect(body.value).toContainEqual(
      expect.objectContaining({ targetResources: [expect.objectContaining({ id, type: 'Group' })] }),
    )
  })
})

describe('other groups', () => {
  it('Microsoft 365 groups come with their members, owners and addresses', async () => {
    const [group] = (await run('Get-UnifiedGroup', { ResultSize: 'Unlimited' })).body.value
    const id = String(group?.['ExternalDirectoryObjectId'])
    const linked = await run('Get-UnifiedGroupLinks', {
      Identity: group?.['Identity'],
      LinkType: 'Members',
      ResultSize: 'Unlimited',
    })
    const inGraph = await graph(simulator, graphToken, `/groups/${id}/members?$top=999&$select=id`)
    expect(new Set(linked.body.value.map(({ ExternalDirectoryObjectId }) => ExternalDirectoryObjectId))).toEqual(
      new Set(inGraph.body.value.map((member) => member['id'])),
    )
    expect(group).toMatchObject({ RecipientTypeDetails: 'GroupMailbox', GroupMemberCount: linked.body.value.length })
  })

  it('dynamic ones have everybody their rule finds', async () => {
    const everyone = await run('Get-DynamicDistributionGroupMember', { Identity: 'everyone', ResultSize: 'Unlimited' })
    const mailboxes = await run('Get-Mailbox', { RecipientTypeDetails: 'UserMailbox', ResultSize: 'Unlimited' })
    expect(everyone.body.value).toHaveLength(mailboxes.body.value.length)
  })

  it('recipients of every kind are listed together', async () => {
    const { body } = await run('Get-Recipient', { ResultSize: 'Unlimited' })
    const kinds = new Set(body.value.map(({ RecipientTypeDetails }) => RecipientTypeDetails))
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        'UserMailbox',
        'SharedMailbox',
        'GuestMailUser',
        'MailContact',
        'GroupMailbox',
        'MailUniversalDistributionGroup',
      ]),
    )
  })
})
