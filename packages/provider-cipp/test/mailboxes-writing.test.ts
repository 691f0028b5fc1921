import { type Simulator, startSimulator } from '@tenantry/simulator'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { mailboxes } from '../src/mailboxes/mailboxes.js'
import {
  answering,
  changeableList,
  connected,
  DOMAIN,
  naively,
  sharedMailbox,
  somebody,
} from './support/mailbox-scene.js'
import { failure } from './support/open.js'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'msp-50', limits: 'off', trafficFile: null })
})
afterEach(() => simulator.reset())
afterAll(() => simulator.stop())

describe('A trap of writing', () => {
  it('members change, one in each request, and a second read shows it', async () => {
    const { tenant, of } = connected(simulator)
    const list = await changeableList(tenant)
    const member = await somebody(tenant, list)
    const isOn = async () => (await mailboxes.members(tenant, list)).some(({ id }) => id === member.id)
    await mailboxes.changeMember(tenant, { list, member, change: 'remove' })
    expect(await isOn()).toBe(false)
    await mailboxes.changeMember(tenant, { list, member, change: 'add' })
    expect(await isOn()).toBe(true)
    expect(of('EditGroup').map(({ body }) => Object.keys(body).filter((key) => key.endsWith('Member')))).toEqual([
      ['RemoveMember'],
      ['AddMember'],
    ])
    expect(of('EditGroup').flatMap(({ body }) => Object.keys(body))).not.toContain('displayName')
  })

  it('“Error - …” comes with status 200', async () => {
    const { tenant } = connected(simulator)
    const list = await changeableList(tenant)
    const nobody = { id: 'nobody', address: `nobody@${DOMAIN}` }
    const naive = await tenant.client.send({
      name: 'EditGroup',
      purpose: 'Look',
      body: {
        tenantFilter: DOMAIN,
        groupId: list.id,
        AddMember: [{ value: 'nobody', addedFields: { userPrincipalName: nobody.address } }],
      },
    })
    expect(naive.response.status).toBe(200)
    const error = await failure(mailboxes.changeMember(tenant, { list, member: nobody, change: 'add' }))
    expect(error).toMatchObject({
      code: 'request_refused',
      why: expect.stringContaining("Couldn't find object") as string,
    })
  })

  it('a batch that was lost reads “Success - …”: only the second read tells', async () => {
    const { tenant } = connected(simulator)
    const list = await changeableList(tenant)
    const member = await somebody(tenant, list)
    // Each read comes before or after the change; the fault strikes the change alone, inside of CIPP.
    let armed = true
    const opened = connected(simulator, ({ name }) => {
      if (name === 'EditGroup' && armed) {
        armed = false
        simulator.addFault({ kind: 'serverError', service: 'exchange', times: 1 })
      }
      return undefined
    })
    const error = await failure(mailboxes.changeMember(opened.tenant, { list, member, change: 'remove' }))
    expect(error.code).toBe('change_unconfirmed')
    expect((await mailboxes.members(tenant, list)).some(({ id }) => id === member.id)).toBe(true)
  })

  it('a list that is synchronized is refused before anything is sent', async () => {
    const row = { ExternalDirectoryObjectId: 'dddddddd-0000-4000-8000-000000000000', IsDirSynced: true, Guid: 'x' }
    const { tenant, of } = connected(simulator, answering('ListExoRequest', { Results: row }))
    const list = { id: 'x', name: 'Everyone', address: `everyone@${DOMAIN}` }
    const change = mailboxes.changeMember(tenant, { list, member: { id: 'm', address: `m@${DOMAIN}` }, change: 'add' })
    expect((await failure(change)).why).toContain('synchronized')
    expect(of('EditGroup')).toEqual([])
  })

  it.each(['fullAccess', 'sendAs', 'sendOnBehalf'] as const)(
    '%s is granted and revoked, one change in each request',
    async (access) => {
      const { tenant, of } = connected(simulator)
      const { address: mailbox } = await sharedMailbox(tenant)
      const { address: person } = await somebody(tenant, await changeableList(tenant))
      const holds = async () =>
        (await mailboxes.permissions(tenant, mailbox)).some(
          (held) => held.person.toLowerCase() === person.toLowerCase() && held.access.includes(access),
        )
      await mailboxes.changePermission(tenant, { mailbox, person, access, change: 'grant' })
      expect(await holds()).toBe(true)
      await mailboxes.changePermission(tenant, { mailbox, person, access, change: 'revoke' })
      expect(await holds()).toBe(false)
      for (const { body } of of('ExecModifyMBPerms')) expect(body['permissions']).toHaveLength(1)
    },
  )

  it.each([['remove'], ['Delete'], ['revoke']])('“%s” grants: only “Remove” takes away', async (Modification) => {
    const { tenant } = connected(simulator)
    const { address: mailbox } = await sharedMailbox(tenant)
    const { address: person } = await somebody(tenant, await changeableList(tenant))
    const permissions = [{ UserID: [{ value: person }], PermissionLevel: 'SendAs', Modification }]
    expect(await naively(tenant, 'ExecModifyMBPerms', { userID: mailbox, permissions })).toEqual([
      expect.stringMatching(/^Granted/),
    ])
  })

  it('what means nothing to CIPP is skipped with status 200, and does not count as done', async () => {
    const text = 'No valid permission changes to process'
    const { tenant } = connected(simulator, answering('ExecModifyMBPerms', { Results: [text] }))
    const { address: mailbox } = await sharedMailbox(tenant)
    const { address: person } = await somebody(tenant, await changeableList(tenant))
    const change = mailboxes.changePermission(tenant, { mailbox, person, access: 'sendAs', change: 'grant' })
    expect((await failure(change)).why).toContain(text)
  })

  it('a mailbox whose address is no user name is found by the older function', async () => {
    const { tenant, of } = connected(simulator, ({ name, body }) =>
      name === 'ExecModifyMBPerms'
        ? Response.json({ Results: [`Could not find user ${String(body['userID'])}`] })
        : undefined,
    )
    const { address: mailbox } = await sharedMailbox(tenant)
    const { address: person } = await somebody(tenant, await changeableList(tenant))
    await mailboxes.changePermission(tenant, { mailbox, person, access: 'sendAs', change: 'grant' })
    expect(of('ExecEditMailboxPermissions')).toHaveLength(1)
  })

  it('whose answer did not come in time is not sent again', async () => {
    const { tenant, of } = connected(simulator)
    const list = await changeableList(tenant)
    const member = await somebody(tenant, list)
    simulator.addFault({ kind: 'lostAnswer', service: 'cipp', path: '/api/EditGroup', status: 504, times: 1 })
    await mailboxes.changeMember(tenant, { list, member, change: 'remove' })
    expect(of('EditGroup')).toHaveLength(1)
  })

  it('a shared mailbox is made, and what failed besides is told: sign-in that was not blocked', async () => {
    const { tenant } = connected(simulator)
    const made = await mailboxes.createSharedMailbox(tenant, { name: 'Front desk', address: `desk@${DOMAIN}` })
    expect(made).toEqual({ id: expect.any(String) as string, name: 'Front desk', address: `desk@${DOMAIN}` })
    simulator.tenant(DOMAIN).removeDelegatedRole({ role: 'User Administrator' })
    const other = await mailboxes.createSharedMailbox(connected(simulator).tenant, {
      name: 'Back desk',
      address: `back@${DOMAIN}`,
    })
    expect(other.notes).toEqual([expect.stringContaining('Failed to block sign-in')])
  })

  it('a shared mailbox that cannot be made comes with status 403, which is not our role’s', async () => {
    const { tenant } = connected(simulator)
    const [taken] = await mailboxes.lists(tenant, 1)
    const error = await failure(mailboxes.createSharedMailbox(tenant, { name: 'Mine', address: taken?.address ?? '' }))
    expect(error).toMatchObject({ code: 'request_refused', health: undefined })
    expect(error.why).toContain('Failed to create shared mailbox')
  })

  it('words between percent signs would be replaced on their way, and are not sent', async () => {
    const { tenant, of } = connected(simulator)
    const change = mailboxes.createSharedMailbox(tenant, { name: 'All of %tenantname%', address: `all@${DOMAIN}` })
    expect((await failure(change)).why).toContain('“%tenantname%” would be replaced')
    expect(of('AddSharedMailbox')).toEqual([])
  })
})
