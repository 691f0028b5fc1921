import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callCipp, cippTexts, cippToken, exchangeRows } from '../../test/cipp.js'
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

const rows = (Cmdlet: string, cmdParams: object = {}) =>
  exchangeRows(simulator, token, { TenantFilter: DOMAIN, Cmdlet, cmdParams })
const texts = (path: string, body: unknown) => cippTexts(simulator, token, path, body)

describe('mailboxes through CIPP', () => {
  it('are listed with CIPP’s own names; a failure looks like a missing right, but is a list', async () => {
    const { status, body } = await call(`ListMailboxes?tenantFilter=${DOMAIN}`)
    expect(status).toBe(200)
    expect(body).toContainEqual(
      expect.objectContaining({
        UPN: expect.any(String),
        primarySmtpAddress: expect.any(String),
        recipientTypeDetails: 'UserMailbox',
      }),
    )
    expect(await call(`ListMailboxes?tenantFilter=${WEAK}`)).toMatchObject({
      status: 403,
      body: [expect.stringContaining('403')],
    })
  })

  it('are made as shared ones, by another name for the tenant, and are in last night’s list only tomorrow', async () => {
    const body = { displayName: 'Information', username: 'info-desk', domain: DOMAIN, addedAliases: `desk@${DOMAIN}` }
    expect(await call('AddSharedMailbox', { ...body, tenantFilter: DOMAIN })).toMatchObject({
      status: 403,
      body: { Results: [expect.stringMatching(/^Failed to create shared mailbox/)] },
    })
    expect(await texts('AddSharedMailbox', { ...body, tenantID: DOMAIN })).toEqual([
      expect.stringContaining('Successfully created shared mailbox'),
      expect.stringContaining('Blocked sign-in'),
      expect.stringContaining('Added aliases'),
    ])
    simulator.advanceClock(4)
    const [made] = await rows('Get-Mailbox', { Identity: `info-desk@${DOMAIN}` })
    expect(made).toMatchObject({ RecipientTypeDetails: 'SharedMailbox' })
    expect(made?.EmailAddresses).toContain(`smtp:desk@${DOMAIN}`)
    const cached = async () =>
      (
        (await call(`ListMailboxes?tenantFilter=${DOMAIN}&UseReportDB=true`)).body as { primarySmtpAddress: string }[]
      ).map(({ primarySmtpAddress }) => primarySmtpAddress)
    expect(await cached()).not.toContain(`info-desk@${DOMAIN}`)
    simulator.advanceClock(86_400)
    token = await cippToken(simulator)
    expect(await cached()).toContain(`info-desk@${DOMAIN}`)
  })

  it('forward, reply and convert as told', async () => {
    const [first, second] = await rows('Get-Mailbox', { ResultSize: 2 })
    const userID = String(first?.['UserPrincipalName'])
    const inside = {
      forwardOption: 'internalAddress',
      ForwardInternal: String(second?.['UserPrincipalName']),
      KeepCopy: true,
    }
    expect(await call('ExecEmailForward', { tenantFilter: DOMAIN, userID, ...inside })).toMatchObject({ status: 200 })
    const forwarding = (await call(`ListMailboxForwarding?tenantFilter=${DOMAIN}`)).body
    expect(forwarding).toContainEqual(expect.objectContaining({ UPN: userID, ForwardingType: 'Internal' }))
    expect(await call('ExecEmailForward', { tenantFilter: DOMAIN, userID, forwardOption: 'elsewhere' })).toMatchObject({
      text: '',
    })
    await call('ExecEmailForward', { tenantFilter: DOMAIN, userID, forwardOption: 'disabled' })

    const away = { tenantFilter: DOMAIN, userId: userID, AutoReplyState: { value: 'Enabled' }, InternalMessage: 'Away' }
    expect(await call('ExecSetOoO', away)).toMatchObject({ status: 200 })
    expect((await call(`ListOoO?tenantFilter=${DOMAIN}&userid=${userID}`)).body).toMatchObject({
      AutoReplyState: 'Enabled',
      InternalMessage: expect.stringContaining('Away'),
    })
    const convert = { tenantFilter: DOMAIN, ID: userID, MailboxType: 'Shared' }
    expect(await call('ExecConvertMailbox', convert)).toMatchObject({ status: 200 })
    expect(await rows('Get-Mailbox', { Identity: userID })).toMatchObject([{ RecipientTypeDetails: 'SharedMailbox' }])
    expect(await call('ExecConvertMailbox', { ...convert, ID: 'nobody@x.example' })).toMatchObject({ status: 500 })
  })
})

describe('mailbox permissions through CIPP', () => {
  const change = (userID: unknown, value: unknown, PermissionLevel: string, Modification = 'Add') => ({
    userID,
    tenantFilter: DOMAIN,
    permissions: [{ UserID: [{ value }], PermissionLevel, Modification, AutoMap: true }],
  })
  const people = async () =>
    (await rows('Get-Mailbox', { ResultSize: 3 })).map((row) => String(row['UserPrincipalName']))
  const holders = async (Identity: string) =>
    (await rows('Get-MailboxPermission', { Identity })).map((row) => String(row['User']).toLowerCase())

  it('are told by the beginning of a text', async () => {
    const [mailbox = '', user = ''] = await people()
    expect(await texts('ExecModifyMBPerms', change(mailbox, user, 'FullAccess'))).toEqual([
      expect.stringMatching(/^Granted /),
    ])
    expect(await holders(mailbox)).toContain(user.toLowerCase())
    expect(await texts('ExecModifyMBPerms', change(mailbox, user, 'FullAccess', 'Remove'))).toEqual([
      expect.stringMatching(/^Removed /),
    ])
    expect(await holders(mailbox)).not.toContain(user.toLowerCase())
    // Whatever is not exactly Remove adds.
    await call('ExecModifyMBPerms', change(mailbox, user, 'FullAccess', 'remove'))
    expect(await holders(mailbox)).toContain(user.toLowerCase())
  })

  it('fail with 200: an unknown mailbox, an unknown level, an unknown person', async () => {
    const [mailbox, user] = await people()
    expect(await texts('ExecModifyMBPerms', change('nobody@x.example', user, 'FullAccess'))).toEqual([
      'Could not find user nobody@x.example',
    ])
    expect(await texts('ExecModifyMBPerms', change(mailbox, user, 'Everything'))).toEqual([
      'No valid permission changes to process',
    ])
    expect(await texts('ExecModifyMBPerms', change(mailbox, 'nobody@x.example', 'FullAccess'))).toEqual([
      expect.stringMatching(/^Error processing /),
    ])
    expect((await call('ExecModifyMBPerms', {})).status).toBe(400)
  })

  it('tell of a broken connection when one is changed, and of success when several are', async () => {
    const [mailbox = '', first = '', second = ''] = await people()
    const broken = () => simulator.addFault({ kind: 'serverError', service: 'exchange', times: 1 })
    broken()
    expect(await texts('ExecModifyMBPerms', change(mailbox, second, 'SendAs'))).toEqual([
      expect.stringMatching(/^Error processing .*503/),
    ])
    broken()
    const both = {
      ...change(mailbox, first, 'SendAs'),
      permissions: [...change(mailbox, first, 'SendAs').permissions, ...change(mailbox, second, 'SendAs').permissions],
    }
    expect(await texts('ExecModifyMBPerms', both)).toEqual([
      expect.stringMatching(/^Granted /),
      expect.stringMatching(/^Granted /),
    ])
    const trustees = (await rows('Get-RecipientPermission', { Identity: mailbox })).map((row) => row['Trustee'])
    expect(trustees).not.toContain(second)
  })

  it('seem to be none where the three reads did not get through', async () => {
    const [mailbox = '', user = ''] = await people()
    await call('ExecEditMailboxPermissions', {
      tenantfilter: DOMAIN,
      userID: mailbox,
      AddFullAccess: [{ value: user }],
    })
    const list = async () => (await call(`ListmailboxPermissions?tenantFilter=${DOMAIN}&userId=${mailbox}`)).body
    expect(await list()).toContainEqual({
      User: expect.stringMatching(new RegExp(user, 'i')),
      Permissions: 'FullAccess',
    })
    simulator.addFault({ kind: 'throttle', service: 'exchange', times: 1 })
    expect(await list()).toEqual([])
  })
})
