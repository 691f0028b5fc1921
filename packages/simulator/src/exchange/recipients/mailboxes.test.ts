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

const SHARED = 'info@adatum.example'

async function mailbox(identity: string): Promise<Record<string, unknown>> {
  const { body, reason } = await run('Get-Mailbox', { Identity: identity })
  expect(reason).toBe('')
  return body.value[0] as Record<string, unknown>
}

/** Somebody with a mailbox that is not mastered on premises. */
async function somebody(position = 0, synced = false): Promise<{ id: string; upn: string }> {
  const { body } = await run('Get-Mailbox', { RecipientTypeDetails: 'UserMailbox', ResultSize: 'Unlimited' })
  const found = body.value.filter(({ IsDirSynced }) => IsDirSynced === synced)[position]
  return { id: String(found?.['ExternalDirectoryObjectId']), upn: String(found?.['UserPrincipalName']) }
}

describe('mailboxes', () => {
  it('are those of licensed people and of resource accounts, the same people as in Graph', async () => {
    const { body } = await run('Get-Mailbox', { ResultSize: 'Unlimited' })
    const kinds = new Set(body.value.map(({ RecipientTypeDetails }) => RecipientTypeDetails))
    expect([...kinds]).toEqual(
      expect.arrayContaining(['EquipmentMailbox', 'RoomMailbox', 'SharedMailbox', 'UserMailbox']),
    )
    const { id, upn } = await somebody()
    expect((await graph(simulator, graphToken, `/users/${id}?$select=userPrincipalName`)).body).toMatchObject({
      userPrincipalName: upn,
    })
    const shared = body.value.find(({ IsShared }) => IsShared === true)?.['ExternalDirectoryObjectId']
    const account = await graph(simulator, graphToken, `/users/${String(shared)}?$select=assignedLicenses,userType`)
    expect(account.body).toMatchObject({ assignedLicenses: [], userType: 'Member' })
  })

  it('go with the licence', async () => {
    const { id } = await somebody()
    const { body } = await graph(simulator, graphToken, `/users/${id}?$select=assignedLicenses`)
    const removeLicenses = (body['assignedLicenses'] as { skuId: string }[]).map(({ skuId }) => skuId)
    await graph(simulator, graphToken, `/users/${id}/assignLicense`, {
      method: 'POST',
      body: { addLicenses: [], removeLicenses },
    })
    expect((await run('Get-Mailbox', { Identity: id })).status).toBe(404)
  })

  it('are found by id, address, alias, name and GUID', async () => {
    const { Guid, ExchangeGuid, Alias, ExternalDirectoryObjectId, DisplayName } = await mailbox(SHARED)
    for (const identity of [Guid, ExchangeGuid, Alias, ExternalDirectoryObjectId, DisplayName]) {
      expect((await mailbox(String(identity)))['Guid']).toBe(Guid)
    }
  })
})

describe('a shared mailbox', () => {
  const create = (parameters = {}) =>
    run('New-Mailbox', {
      Shared: true,
      Name: 'Reception',
      DisplayName: 'Reception',
      Alias: 'reception',
      PrimarySmtpAddress: 'reception@adatum.example',
      ...parameters,
    })

  it('is an account in Graph that can sign in until somebody blocks it', async () => {
    const { status, body } = await create()
    expect([status, body.value[0]]).toEqual([
      200,
      expect.objectContaining({ RecipientTypeDetails: 'SharedMailbox', IsShared: true, AccountDisabled: false }),
    ])
    const id = String(body.value[0]?.['ExternalDirectoryObjectId'])
    expect((await graph(simulator, graphToken, `/users/${id}`)).status).toBe(200)
    await graph(simulator, graphToken, `/users/${id}`, { method: 'PATCH', body: { accountEnabled: false } })
    expect(await mailbox(id)).toMatchObject({ AccountDisabled: true })
  })

  it('refuses an address that is taken, and one of a domain the tenant does not have', async () => {
    expect((await create({ PrimarySmtpAddress: SHARED })).reason).toContain('ProxyAddressExists')
    expect((await create({ PrimarySmtpAddress: 'reception@elsewhere.example' })).reason).toContain(
      'not an accepted domain',
    )
  })

  it('shows in Graph’s list, and can be changed, after the replication delay', async () => {
    simulator.tenant('adatum.example').replicateSlowly({ readSeconds: 5, listSeconds: 10 })
    const id = String((await create()).body.value[0]?.['ExternalDirectoryObjectId'])
    const listed = async () =>
      (await graph(simulator, graphToken, '/users?$top=999&$select=id')).body.value.some((user) => user['id'] === id)
    expect((await run('Set-Mailbox', { Identity: id, MessageCopyForSentAsEnabled: true })).status).toBe(404)
    expect(await listed()).toBe(false)
    simulator.advanceClock(15)
    expect((await run('Set-Mailbox', { Identity: id, MessageCopyForSentAsEnabled: true })).status).toBe(200)
    expect(await listed()).toBe(true)
  })

  it('goes to the recycle bin when it is removed', async () => {
    const { ExternalDirectoryObjectId: id } = await mailbox(SHARED)
    expect((await run('Remove-Mailbox', { Identity: SHARED, Confirm: false })).status).toBe(200)
    expect((await run('Get-Mailbox', { Identity: SHARED })).status).toBe(404)
    expect((await graph(simulator, graphToken, `/directory/deletedItems/${String(id)}`)).status).toBe(200)
  })
})

describe('Set-Mailbox', () => {
  it('forwards inside and outside, and stops when cleared with null', async () => {
    const { id, upn } = await somebody()
    await run('Set-Mailbox', {
      Identity: upn,
      ForwardingAddress: SHARED,
      ForwardingSmtpAddress: 'me@private.example',
      DeliverToMailboxAndForward: true,
    })
    const { ExternalDirectoryObjectId: name } = await mailbox(SHARED)
    expect(await mailbox(id)).toMatchObject({
      ForwardingAddress: name,
      ForwardingSmtpAddress: 'smtp:me@private.example',
      DeliverToMailboxAndForward: true,
    })
    await run('Set-Mailbox', { Identity: upn, ForwardingAddress: null, ForwardingSmtpAddress: null })
    expect(await mailbox(id)).toMatchObject({ ForwardingAddress: null, ForwardingSmtpAddress: null })
  })

  it('adds and removes who sends on behalf by a hash table', async () => {
    const [one, other] = [await somebody(0), await somebody(1)]
    const change = (table: Record<string, string[]>) =>
      run('Set-Mailbox', {
        Identity: SHARED,
        GrantSendOnBehalfTo: { '@odata.type': '#Exchange.GenericHashTable', ...table },
      })
    await run('Set-Mailbox', { Identity: SHARED, GrantSendOnBehalfTo: [one.upn] })
    await change({ Add: [other.upn] })
    expect((await mailbox(SHARED))['GrantSendOnBehalfTo']).toEqual([one.id, other.id])
    await change({ Remove: [one.upn] })
    expect((await mailbox(SHARED))['GrantSendOnBehalfTo']).toEqual([other.id])
  })

  it('makes a person’s mailbox shared and back', async () => {
    const { upn } = await somebody()
    await run('Set-Mailbox', { Identity: upn, Type: 'Shared' })
    expect(await mailbox(upn)).toMatchObject({ RecipientTypeDetails: 'SharedMailbox' })
    await run('Set-Mailbox', { Identity: upn, Type: 'Regular' })
    expect(await mailbox(upn)).toMatchObject({ RecipientTypeDetails: 'UserMailbox' })
  })

  it('changes addresses that Graph shows too', async () => {
    const { id, upn } = await somebody()
    const alias = 'another.name@adatum.example'
    await run('Set-Mailbox', {
      Identity: upn,
      EmailAddresses: { '@odata.type': '#Exchange.GenericHashTable', Add: [alias] },
    })
    const { body } = await graph(simulator, graphToken, `/users/${id}?$select=proxyAddresses`)
    expect(body['proxyAddresses']).toContain(`smtp:${alias}`)
    expect((await mailbox(alias))['ExternalDirectoryObjectId']).toBe(id)
  })

  it('refuses to rename what is synchronized from on premises', async () => {
    const { upn } = await somebody(0, true)
    const { status, reason } = await run('Set-Mailbox', { Identity: upn, DisplayName: 'Somebody Else' })
    expect([status, reason]).toEqual([
      400,
      expect.stringContaining('being synchronized from your on-premises organization'),
    ])
    expect((await run('Set-Mailbox', { Identity: upn, AuditEnabled: true })).status).toBe(200)
  })

  it('warns when nothing was changed', async () => {
    await run('Set-Mailbox', { Identity: SHARED, HiddenFromAddressListsEnabled: true })
    const again = await run('Set-Mailbox', { Identity: SHARED, HiddenFromAddressListsEnabled: true })
    expect([again.body.value, again.warnings]).toEqual([[], [expect.stringContaining('but no settings of')]])
  })
})
