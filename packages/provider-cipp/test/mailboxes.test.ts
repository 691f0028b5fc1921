import type { DistributionList } from '@tenantry/core'
import { type Simulator, startSimulator } from '@tenantry/simulator'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { CippConnection } from '../src/connection.js'
import { mailboxes } from '../src/mailboxes/mailboxes.js'
import { setupOf } from './support/clients.js'
import { failure, type Instead, open, refOf, within } from './support/open.js'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'msp-50', limits: 'off', trafficFile: null })
})
afterEach(() => simulator.reset())
afterAll(() => simulator.stop())

const TENANT = 'Northwind Traders'
const DOMAIN = 'northwindtraders.example'

function connected(instead?: Instead, { name = TENANT, client = 'editor' } = {}) {
  const opened = open(simulator, setupOf(simulator, client), instead)
  return { ...opened, tenant: within(simulator, opened.connection, name) }
}

/** What a client reads that takes an answer for what it looks like. */
async function naively(connection: CippConnection, name: string, body: object): Promise<unknown> {
  const answer = await connection.client.call({
    name,
    purpose: 'Look',
    body: { TenantFilter: DOMAIN, tenantFilter: DOMAIN, ...body },
  })
  return (answer as { Results: unknown }).Results
}

/** As if CIPP’s function of this name answered so. */
const answering =
  (name: string, body: unknown, status = 200): Instead =>
  (call) =>
    call.name === name ? Response.json(body, { status }) : undefined

async function changeableList(connection: CippConnection): Promise<DistributionList> {
  for (const list of await mailboxes.lists(connection, 100)) {
    if ((await mailboxes.members(connection, list)).length > 1) return list
  }
  throw new Error('No list has members.')
}

async function somebody(connection: CippConnection, list: DistributionList) {
  const member = (await mailboxes.members(connection, list)).find(({ address }) => address)
  if (!member?.address) throw new Error('The list has nobody with an address.')
  return { id: member.id, address: member.address }
}

async function sharedMailbox(connection: CippConnection) {
  const [shared] = await mailboxes.sharedMailboxes(connection, 1)
  if (!shared) throw new Error('The tenant has no shared mailbox.')
  return shared
}

describe('The probe says why it does not work', () => {
  const probe = async (
    standing?: Parameters<ReturnType<Simulator['tenant']>['standWithCipp']>[0],
    instead?: Instead,
  ) => {
    if (standing) simulator.tenant(DOMAIN).standWithCipp(standing)
    return failure(mailboxes.probe(connected(instead).tenant))
  }
  const exchangeSays = (text: string) => answering('ListExoRequest', { Results: [{ Error: text }] })

  it('and where it does, whose Exchange it is (S3.53)', async () => {
    await expect(mailboxes.probe(connected().tenant)).resolves.toMatch(/\S/)
  })

  it('a tenant that CIPP does not list is not managed, and the tenant list is named as the source (S3.66)', async () => {
    const { connection } = open(simulator)
    const stranger = { ...connection, tenant: { tenantId: 'cccccccc-0000-4000-8000-000000000000', name: 'Stranger' } }
    expect(await failure(mailboxes.probe(stranger))).toMatchObject({
      code: 'tenant_not_managed',
      why: expect.stringContaining('not in CIPP’s list of tenants') as string,
    })
  })

  it('an excluded tenant is not managed', async () => {
    expect((await probe({ standing: 'excluded' })).code).toBe('tenant_not_managed')
  })

  it('CIPP’s own app without consent needs a refresh (C1, C5)', async () => {
    expect((await probe({ standing: 'notConsented' })).code).toBe('cipp_refresh_needed')
  })

  it('a service account that must sign in again is told so', async () => {
    expect((await probe({ standing: 'signInAgain' })).code).toBe('cipp_account_sign_in')
  })

  it('Conditional Access is told from it', async () => {
    expect((await probe({ standing: 'conditionalAccess' })).code).toBe('blocked_by_policy')
  })

  it.each([
    ["'Contoso' isn't within your current write scopes. Can't perform save operation.", 'cipp_exchange_role_missing'],
    ['Response status code does not indicate success: 403 (Forbidden).', 'cipp_exchange_role_missing'],
    [
      "The operation couldn't be performed because object 'x.onmicrosoft.com' couldn't be found on 'DC001'.",
      'service_absent',
    ],
    ['The organization is not hydrated. Run Enable-OrganizationCustomization.', 'request_refused'],
    ['invalid_grant: AADSTS50020: User account does not exist in tenant.', 'tenant_not_managed'],
    ['Something nobody has seen before', 'request_refused'],
  ])('“%s” is %s', async (text, code) => {
    expect((await probe(undefined, exchangeSays(text))).code).toBe(code)
  })

  it('a relationship without the role Exchange Administrator is the reason, not our app', async () => {
    simulator.tenant(DOMAIN).removeDelegatedRole({ role: 'Exchange Administrator' })
    simulator.tenant(DOMAIN).removeDelegatedRole({ role: 'Global Reader' })
    simulator.tenant(DOMAIN).removeDelegatedRole({ role: 'Security Reader' })
    expect((await probe()).code).toBe('cipp_exchange_role_missing')
  })

  it('a tenant without Exchange does not have the service', async () => {
    const { tenant } = connected(undefined, { name: 'Birchwood Estates' })
    expect((await failure(mailboxes.probe(tenant))).code).toBe('service_absent')
  })

  it('CIPP out of reach is not the tenant’s fault', async () => {
    const instead: Instead = ({ name }) =>
      name === 'ListExoRequest'
        ? new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) })
        : undefined
    expect((await probe(undefined, instead)).code).toBe('not_reachable')
  })
})

describe('A refresh', () => {
  it('mends CIPP’s own access, after which the probe works (C5, S3.77)', async () => {
    simulator.tenant(DOMAIN).standWithCipp({ standing: 'notConsented' })
    const { tenant } = connected(undefined, { client: 'admin' })
    expect((await failure(mailboxes.probe(tenant))).code).toBe('cipp_refresh_needed')
    await expect(mailboxes.refresh?.(tenant)).resolves.toContain('Successfully')
    await expect(mailboxes.probe(tenant)).resolves.toMatch(/\S/)
  })

  it('says Success: true whatever came of it: what it did is in its words', async () => {
    simulator.tenant(DOMAIN).standWithCipp({ standing: 'signInAgain' })
    const { tenant } = connected(undefined, { client: 'admin' })
    const id = refOf(simulator, TENANT).tenantId
    const naive = (await tenant.client.call({
      name: 'ExecCPVPermissions',
      purpose: 'Look',
      body: { tenantFilter: id },
    })) as {
      Metadata: { Success: boolean }
    }
    expect(naive.Metadata.Success).toBe(true)
    const error = await failure(mailboxes.refresh?.(tenant) ?? Promise.resolve())
    expect(error).toMatchObject({ code: 'request_refused', why: expect.stringContaining('Failed') as string })
  })

  it('needs the role admin, and a weaker role is told which', async () => {
    expect(await failure(mailboxes.refresh?.(connected().tenant) ?? Promise.resolve())).toMatchObject({
      code: 'cipp_role_too_weak',
      why: expect.stringContaining('“editor”') as string,
    })
  })
})

describe('A trap of reading', () => {
  it('a failure of Exchange has status 200 and stands where the rows stand', async () => {
    simulator.tenant(DOMAIN).standWithCipp({ standing: 'notConsented' })
    const { tenant } = connected()
    const naive = await naively(tenant, 'ListExoRequest', { Cmdlet: 'Get-DistributionGroup' })
    expect(naive).toEqual([{ Error: expect.any(String) as string }])
    expect((await failure(mailboxes.lists(tenant, 10))).code).toBe('cipp_refresh_needed')
  })

  it('a single row comes as an object: a client that counts a list finds nothing', async () => {
    const { tenant } = connected()
    const naive = await naively(tenant, 'ListExoRequest', {
      Cmdlet: 'Get-DistributionGroup',
      cmdParams: { ResultSize: 1 },
    })
    expect(Array.isArray(naive)).toBe(false)
    expect(await mailboxes.lists(tenant, 1)).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        name: expect.any(String) as string,
        address: expect.stringContaining('@') as string,
      },
    ])
  })

  it.each([[null], [[]]])('no row at all comes as %j, and is an empty list', async (Results) => {
    const { tenant } = connected(answering('ListExoRequest', { Results }))
    expect(await mailboxes.lists(tenant, 10)).toEqual([])
  })

  it.each([['null'], ['{}'], ['""'], ['']])('no result at all (%s) is not an empty list', async (body) => {
    const { tenant } = connected(({ name }) => (name === 'ListExoRequest' ? new Response(body) : undefined))
    expect((await failure(mailboxes.lists(tenant, 10))).code).toBe('unexpected_answer')
  })

  it('lists inside of several rows are flattened to text: full access is found all the same', async () => {
    const { tenant } = connected()
    const { address: mailbox } = await sharedMailbox(tenant)
    const { address: person } = await somebody(tenant, await changeableList(tenant))
    await mailboxes.changePermission(tenant, { mailbox, person, access: 'fullAccess', change: 'grant' })
    const naive = (await naively(tenant, 'ListExoRequest', {
      Cmdlet: 'Get-MailboxPermission',
      cmdParams: { Identity: mailbox },
    })) as {
      AccessRights: unknown
    }[]
    expect(typeof naive[0]?.AccessRights).toBe('string')
    const held = await mailboxes.permissions(tenant, mailbox)
    expect(held).toContainEqual(expect.objectContaining({ access: expect.arrayContaining(['fullAccess']) as string[] }))
  })

  it('an Exchange failure with status 403 is an array, and no refusal of our role', async () => {
    const { tenant } = connected(answering('ListExoRequest', ['The mailbox database is busy'], 403))
    expect(await failure(mailboxes.lists(tenant, 10))).toMatchObject({
      code: 'request_refused',
      health: undefined,
      why: expect.stringContaining('mailbox database is busy') as string,
    })
  })

  it('says the same as Exchange itself about members of a list', async () => {
    const { tenant } = connected()
    const list = await changeableList(tenant)
    const members = await mailboxes.members(tenant, list)
    expect(members.length).toBeGreaterThan(1)
    expect(new Set(members.map(({ id }) => id)).size).toBe(members.length)
  })
})

describe('A trap of writing', () => {
  it('members change, one in each request, and a second read shows it', async () => {
    const { tenant, of } = connected()
    const list = await changeableList(tenant)
    const member = await somebody(tenant, list)
    const isOn = async () => (await mailboxes.members(tenant, list)).some(({ id }) => id === member.id)
    await mailboxes.changeMember(tenant, { list, member, change: 'remove' })
    expect(await isOn()).toBe(false)
    await mailboxes.changeMember(tenant, { list, member, change: 'add' })
    expect(await isOn()).toBe(true)
    expect(of('EditGroup').map(({ body }) => Object.keys(body).filter((key) => /Member$/.test(key)))).toEqual([
      ['RemoveMember'],
      ['AddMember'],
    ])
    expect(of('EditGroup').flatMap(({ body }) => Object.keys(body))).not.toContain('displayName')
  })

  it('“Error - …” comes with status 200', async () => {
    const { tenant } = connected()
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
    const { tenant } = connected()
    const list = await changeableList(tenant)
    const member = await somebody(tenant, list)
    // Each read comes before or after the change; the fault strikes the change alone, inside of CIPP.
    let armed = true
    const opened = connected(({ name }) => {
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
    const { tenant, of } = connected(answering('ListExoRequest', { Results: row }))
    const list = { id: 'x', name: 'Everyone', address: `everyone@${DOMAIN}` }
    const change = mailboxes.changeMember(tenant, { list, member: { id: 'm', address: `m@${DOMAIN}` }, change: 'add' })
    expect((await failure(change)).why).toContain('synchronized')
    expect(of('EditGroup')).toEqual([])
  })

  it.each(['fullAccess', 'sendAs', 'sendOnBehalf'] as const)(
    '%s is granted and revoked, one change in each request',
    async (access) => {
      const { tenant, of } = connected()
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
    const { tenant } = connected()
    const { address: mailbox } = await sharedMailbox(tenant)
    const { address: person } = await somebody(tenant, await changeableList(tenant))
    const permissions = [{ UserID: [{ value: person }], PermissionLevel: 'SendAs', Modification }]
    expect(await naively(tenant, 'ExecModifyMBPerms', { userID: mailbox, permissions })).toEqual([
      expect.stringMatching(/^Granted/),
    ])
  })

  it('what means nothing to CIPP is skipped with status 200, and does not count as done', async () => {
    const text = 'No valid permission changes to process'
    const { tenant } = connected(answering('ExecModifyMBPerms', { Results: [text] }))
    const { address: mailbox } = await sharedMailbox(tenant)
    const { address: person } = await somebody(tenant, await changeableList(tenant))
    const change = mailboxes.changePermission(tenant, { mailbox, person, access: 'sendAs', change: 'grant' })
    expect((await failure(change)).why).toContain(text)
  })

  it('a mailbox whose address is no user name is found by the older function', async () => {
    const { tenant, of } = connected(({ name, body }) =>
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
    const { tenant, of } = connected()
    const list = await changeableList(tenant)
    const member = await somebody(tenant, list)
    simulator.addFault({ kind: 'lostAnswer', service: 'cipp', path: '/api/EditGroup', status: 504, times: 1 })
    await mailboxes.changeMember(tenant, { list, member, change: 'remove' })
    expect(of('EditGroup')).toHaveLength(1)
  })

  it('a shared mailbox is made, and what failed besides is told: sign-in that was not blocked', async () => {
    const { tenant } = connected()
    const made = await mailboxes.createSharedMailbox(tenant, { name: 'Front desk', address: `desk@${DOMAIN}` })
    expect(made).toEqual({ id: expect.any(String) as string, name: 'Front desk', address: `desk@${DOMAIN}` })
    simulator.tenant(DOMAIN).removeDelegatedRole({ role: 'User Administrator' })
    const other = await mailboxes.createSharedMailbox(connected().tenant, {
      name: 'Back desk',
      address: `back@${DOMAIN}`,
    })
    expect(other.notes).toEqual([expect.stringContaining('Failed to block sign-in')])
  })

  it('a shared mailbox that cannot be made comes with status 403, which is not our role’s', async () => {
    const { tenant } = connected()
    const [taken] = await mailboxes.lists(tenant, 1)
    const error = await failure(mailboxes.createSharedMailbox(tenant, { name: 'Mine', address: taken?.address ?? '' }))
    expect(error).toMatchObject({ code: 'request_refused', health: undefined })
    expect(error.why).toContain('Failed to create shared mailbox')
  })

  it('words between percent signs would be replaced on their way, and are not sent', async () => {
    const { tenant, of } = connected()
    const change = mailboxes.createSharedMailbox(tenant, { name: 'All of %tenantname%', address: `all@${DOMAIN}` })
    expect((await failure(change)).why).toContain('“%tenantname%” would be replaced')
    expect(of('AddSharedMailbox')).toEqual([])
  })
})

describe('What is asked of CIPP', () => {
  it('comes one call after another in a tenant, and few at a time in all', async () => {
    let [now, most] = [0, 0]
    const { connection } = open(simulator, undefined, () => {
      now++
      most = Math.max(most, now)
      void new Promise((resolve) => setTimeout(resolve, 20)).then(() => now--)
      return undefined
    })
    const names = simulator.tenants.slice(1, 12).map(({ name }) => name)
    await connection.tenants.all()
    await Promise.all(names.map((name) => mailboxes.probe(within(simulator, connection, name)).catch(() => undefined)))
    expect(most).toBeLessThanOrEqual(5)
  })

  it('is one list of tenants for many that are looked at, and a tenant that is missing there is asked for by itself', async () => {
    const { connection, of } = open(simulator)
    for (const { name } of simulator.tenants.slice(1, 4)) {
      await mailboxes.probe(within(simulator, connection, name)).catch(() => undefined)
    }
    expect(of('ListTenants')).toHaveLength(1)
  })
})
