import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exchangeClient, type RunCmdlet } from '../../../test/exchange-client.js'
import { type Simulator, startSimulator } from '../../index.js'

let simulator: Simulator
let run: RunCmdlet
beforeEach(async () => {
  simulator = await startSimulator({ scenario: 'single-organization', limits: 'off', trafficFile: null })
  run = await exchangeClient(simulator)
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

describe('full access', () => {
  const rows = async () => (await run('Get-MailboxPermission', { Identity: SHARED })).body.value

  it('is added, listed beside SELF and what is inherited, and removed', async () => {
    const { upn } = await somebody()
    const rights = { Identity: SHARED, User: upn, AccessRights: ['FullAccess'] }
    await run('Remove-MailboxPermission', { ...rights, Confirm: false })
    const added = await run('Add-MailboxPermission', {
      ...rights,
      InheritanceType: 'All',
      AutoMapping: false,
      Confirm: false,
    })
    expect(added.body.value[0]).toMatchObject({
      User: upn,
      AccessRights: ['FullAccess'],
      Deny: false,
      IsInherited: false,
    })
    const listed = await rows()
    expect(listed).toContainEqual(expect.objectContaining({ User: upn, AccessRights: ['FullAccess'] }))
    expect(listed).toContainEqual(expect.objectContaining({ User: 'NT AUTHORITY\\SELF' }))
    expect(listed.some(({ IsInherited, Deny }) => IsInherited === true && Deny === true)).toBe(true)
    expect((await run('Add-MailboxPermission', rights)).warnings).toEqual([expect.stringContaining('already present')])
    await run('Remove-MailboxPermission', { ...rights, Confirm: false })
    expect((await rows()).some(({ User }) => User === upn)).toBe(false)
    expect((await run('Remove-MailboxPermission', rights)).warnings).toEqual([expect.stringContaining("isn't present")])
  })

  it('is not given to somebody who does not exist, nor by rights that do not', async () => {
    const unknown = await run('Add-MailboxPermission', {
      Identity: SHARED,
      User: 'nobody',
      AccessRights: ['FullAccess'],
    })
    expect([unknown.status, unknown.reason]).toEqual([400, expect.stringContaining("wasn't found")])
    const { upn } = await somebody()
    expect(
      (await run('Add-MailboxPermission', { Identity: SHARED, User: upn, AccessRights: ['Everything'] })).status,
    ).toBe(400)
  })
})

describe('send as', () => {
  it('is added, found by trustee, and removed', async () => {
    const { upn } = await somebody(2)
    const right = { Identity: SHARED, Trustee: upn, AccessRights: ['SendAs'], Confirm: false }
    await run('Remove-RecipientPermission', right)
    await run('Add-RecipientPermission', right)
    expect((await run('Add-RecipientPermission', right)).warnings).toEqual([expect.stringContaining('already present')])
    const byTrustee = await run('Get-RecipientPermission', { Trustee: upn, ResultSize: 'Unlimited' })
    const { ExternalDirectoryObjectId: name } = await mailbox(SHARED)
    expect(byTrustee.body.value).toContainEqual(
      expect.objectContaining({ Identity: name, Trustee: upn, AccessRights: ['SendAs'], AccessControlType: 'Allow' }),
    )
    await run('Remove-RecipientPermission', right)
    const left = (await run('Get-RecipientPermission', { Identity: SHARED })).body.value
    expect(left.some(({ Trustee }) => Trustee === upn)).toBe(false)
  })
})

describe('calendars', () => {
  it('are named in the language of the mailbox: the name comes from the folder statistics', async () => {
    const [calendar] = (await run('Get-MailboxFolderStatistics', { Identity: SHARED, FolderScope: 'Calendar' })).body
      .value
    expect(calendar).toMatchObject({ FolderType: 'Calendar', Name: 'Agenda' })
    expect((await run('Get-MailboxFolderPermission', { Identity: `${SHARED}:\\Calendar` })).status).toBe(404)
    const { body } = await run('Get-MailboxFolderPermission', { Identity: `${SHARED}:\\${String(calendar?.['Name'])}` })
    expect(body.value).toContainEqual(expect.objectContaining({ User: 'Default', AccessRights: ['AvailabilityOnly'] }))
  })

  it('are shared with somebody, changed and taken back', async () => {
    const { upn } = await somebody()
    const entry = { Identity: `${SHARED}:\\Agenda`, User: upn }
    await run('Add-MailboxFolderPermission', { ...entry, AccessRights: 'Reviewer' })
    expect((await run('Add-MailboxFolderPermission', { ...entry, AccessRights: 'Editor' })).reason).toContain(
      'An existing permission entry was found',
    )
    await run('Set-MailboxFolderPermission', { ...entry, AccessRights: ['Editor'] })
    expect((await run('Get-MailboxFolderPermission', entry)).body.value).toEqual([
      expect.objectContaining({ AccessRights: ['Editor'] }),
    ])
    await run('Remove-MailboxFolderPermission', { ...entry, Confirm: false })
    expect((await run('Remove-MailboxFolderPermission', entry)).reason).toContain('no existing permission entry')
  })
})

describe('settings of a mailbox', () => {
  it('answer automatically when told, from one moment to another', async () => {
    const change = {
      AutoReplyState: 'Scheduled',
      StartTime: '2026-12-20T08:00:00Z',
      EndTime: '2027-01-04T08:00:00Z',
      InternalMessage: 'Away',
      ExternalMessage: 'Away',
      ExternalAudience: 'Known',
    }
    expect((await run('Set-MailboxAutoReplyConfiguration', { Identity: SHARED, ...change })).status).toBe(200)
    const { body } = await run('Get-MailboxAutoReplyConfiguration', { Identity: SHARED })
    expect(body.value[0]).toMatchObject({
      AutoReplyState: 'Scheduled',
      StartTime: '2026-12-20T08:00:00.0000000+00:00',
      InternalMessage: 'Away',
      ExternalAudience: 'Known',
    })
    expect(
      (await run('Set-MailboxAutoReplyConfiguration', { Identity: SHARED, AutoReplyState: 'Sometimes' })).status,
    ).toBe(400)
  })

  it('close old protocols', async () => {
    await run('Set-CASMailbox', {
      Identity: SHARED,
      PopEnabled: false,
      ImapEnabled: false,
      SmtpClientAuthenticationDisabled: true,
    })
    const { body } = await run('Get-CASMailbox', { Identity: SHARED })
    expect(body.value[0]).toMatchObject({
      PopEnabled: false,
      ImapEnabled: false,
      SmtpClientAuthenticationDisabled: true,
      OWAEnabled: true,
    })
  })

  it('have rules that can be made, switched off and removed', async () => {
    const made = await run('New-InboxRule', {
      Mailbox: SHARED,
      Name: 'Out',
      RedirectTo: ['x@elsewhere.example'],
      StopProcessingRules: true,
    })
    const identity = made.body.value[0]?.['Identity']
    await run('Disable-InboxRule', { Identity: identity, Confirm: false })
    const listed = async () => (await run('Get-InboxRule', { Mailbox: SHARED })).body.value
    expect(await listed()).toContainEqual(
      expect.objectContaining({ Name: 'Out', Enabled: false, RedirectTo: ['x@elsewhere.example'] }),
    )
    await run('Remove-InboxRule', { Identity: identity, Confirm: false })
    expect((await listed()).some(({ Name }) => Name === 'Out')).toBe(false)
  })

  it('can keep somebody’s actions out of the audit log', async () => {
    const { upn } = await somebody()
    const bypassed = async () =>
      (await run('Get-MailboxAuditBypassAssociation', { Identity: upn })).body.value[0]?.['AuditBypassEnabled']
    await run('Set-MailboxAuditBypassAssociation', { Identity: upn, AuditBypassEnabled: true })
    expect(await bypassed()).toBe(true)
  })
})
