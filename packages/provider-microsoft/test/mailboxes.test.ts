import type { DistributionList } from '@tenantry/core'
import { type Simulator, startSimulator } from '@tenantry/simulator'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { mailboxes } from '../src/tenants/mailboxes.js'
import { type Answer, failure, open } from './support/connection.js'
import { credentialOf, findApp } from './support/setups.js'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'msp-50', limits: 'off', trafficFile: null })
})
afterEach(() => simulator.reset())
afterAll(() => simulator.stop())

const SALES = 'sales@northwindtraders.example'

function connection(tenantName = 'Northwind Traders', answer?: Answer) {
  const app = findApp(simulator, 'partner')
  const { sent, microsoft } = open(
    simulator,
    {
      kind: 'partnerApp',
      config: { tenantId: app.tenantId, clientId: app.clientId, cloud: 'global' },
      credential: credentialOf(app, 'clientSecret'),
      sets: ['exchange'],
    },
    answer && { answer },
  )
  const tenant = simulator.tenants.find(({ name }) => name === tenantName)
  if (!tenant) throw new Error(`There is no tenant ${tenantName}`)
  const commands = () =>
    sent.flatMap(({ url, body }) => (url.includes('/InvokeCommand') ? [/"CmdletName":"([^"]+)"/.exec(body)?.[1]] : []))
  return { client: microsoft.inTenant({ tenantId: tenant.id, name: tenant.name }), sent, commands }
}

type Client = ReturnType<typeof connection>['client']

/** A list of the cloud whose members may be changed, and one of them. */
async function listWithMembers(client: Client): Promise<DistributionList> {
  for (const list of await mailboxes.lists(client, 100)) {
    if ((await mailboxes.members(client, list)).length > 1) return list
  }
  throw new Error('No list has members.')
}

async function twoPeople(client: Client, list: DistributionList) {
  const people = (await mailboxes.members(client, list)).filter(({ address }) => address)
  return people.map(({ id, address = '' }) => ({ id, address }))
}

describe('Distribution lists', () => {
  it('are read with their members, in the words of the contract', async () => {
    const { client } = connection()
    expect(await mailboxes.lists(client, 1)).toHaveLength(1)
    const list = await listWithMembers(client)
    const members = await mailboxes.members(client, list)
    for (const { id, name } of members)
      expect([id, name]).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), expect.stringMatching(/\S/)])
  })

  it('gain and lose a member, and a second read shows it', async () => {
    const { client, commands } = connection()
    const list = await listWithMembers(client)
    const [person] = await twoPeople(client, list)
    if (!person) throw new Error('The list has nobody with an address.')
    const has = async () => (await mailboxes.members(client, list)).some(({ id }) => id === person.id)
    await mailboxes.changeMember(client, { list, member: person, change: 'remove' })
    expect(await has()).toBe(false)
    await mailboxes.changeMember(client, { list, member: person, change: 'add' })
    expect(await has()).toBe(true)
    expect(commands().slice(-3)).toEqual([
      'Add-DistributionGroupMember',
      'Get-DistributionGroupMember',
      'Get-DistributionGroupMember',
    ])
  })

  it('are as wished when somebody made the same change before', async () => {
    const { client } = connection()
    const list = await listWithMembers(client)
    const [person] = await twoPeople(client, list)
    if (!person) throw new Error('The list has nobody with an address.')
    await expect(mailboxes.changeMember(client, { list, member: person, change: 'add' })).resolves.toBeUndefined()
  })

  it('refuse somebody who does not exist, in Exchange’s own words', async () => {
    const { client } = connection()
    const list = await listWithMembers(client)
    const nobody = { id: 'nobody@northwindtraders.example', address: 'nobody@northwindtraders.example' }
    const error = await failure(mailboxes.changeMember(client, { list, member: nobody, change: 'add' }))
    expect(error).toMatchObject({ code: 'request_refused', retryable: false })
    expect(error.why).toContain('Couldn\'t find object "nobody@northwindtraders.example"')
  })

  it('are read to the last page', async () => {
    let pages = 0
    const page = (link: boolean) => {
      pages++
      const value = [
        {
          Guid: `00000000-0000-4000-8000-00000000000${pages}`,
          DisplayName: 'One',
          PrimarySmtpAddress: `one${pages}@x.example`,
          Name: 'One',
        },
      ]
      return Response.json({
        value,
        ...(link && { '@odata.nextLink': 'https://outlook.office365.com/adminapi/beta/t/InvokeCommand?$skiptoken=2' }),
      })
    }
    const { client, sent } = connection('Northwind Traders', (url) =>
      url.includes('/InvokeCommand') ? page(!url.includes('skiptoken')) : undefined,
    )
    expect(await mailboxes.lists(client, 2000)).toHaveLength(2)
    const [first, second] = sent.filter(({ url }) => url.includes('/InvokeCommand'))
    expect(second?.body).toBe(first?.body)
  })
})

describe('A change', () => {
  const accepts: Answer = (url) => (url.includes('/InvokeCommand') ? Response.json({ value: [] }) : undefined)

  it('that Exchange accepts and does not make is not taken for made', async () => {
    const { client } = connection('Northwind Traders', accepts)
    const change = mailboxes.changeMember(client, {
      list: { id: 'l', name: 'Sales', address: SALES },
      member: { id: 'm', address: 'adele@northwindtraders.example' },
      change: 'add',
    })
    expect(await failure(change)).toMatchObject({
      code: 'change_unconfirmed',
      why: 'Exchange accepted the change “Add adele@northwindtraders.example to Sales”, but a second read does not show it.',
    })
  })

  it('whose answer is lost is not sent again, and counts as made when it shows', async () => {
    const { client, commands } = connection()
    const list = await listWithMembers(client)
    const [person] = await twoPeople(client, list)
    if (!person) throw new Error('The list has nobody with an address.')
    simulator.addFault({ kind: 'lostAnswer', service: 'exchange', times: 1 })
    await mailboxes.changeMember(client, { list, member: person, change: 'remove' })
    expect(commands().filter((name) => name === 'Remove-DistributionGroupMember')).toHaveLength(1)
  })
})

describe('Shared mailboxes', () => {
  it('are listed, and a new one is there once it is created', async () => {
    const { client } = connection()
    const before = await mailboxes.sharedMailboxes(client, 100)
    const made = await mailboxes.createSharedMailbox(client, {
      name: 'Front desk',
      address: 'desk@northwindtraders.example',
    })
    expect(made).toMatchObject({ name: 'Front desk', address: 'desk@northwindtraders.example' })
    expect(await mailboxes.sharedMailboxes(client, 100)).toHaveLength(before.length + 1)
  })

  it('are not created at an address of somebody else', async () => {
    const { client } = connection()
    const [taken] = await mailboxes.lists(client, 1)
    if (!taken) throw new Error('There is no list.')
    const error = await failure(mailboxes.createSharedMailbox(client, { name: 'Mine', address: taken.address }))
    expect(error.code).toBe('request_refused')
  })

  it.each(['fullAccess', 'sendAs', 'sendOnBehalf'] as const)(
    'let a person have %s, and take it back',
    async (access) => {
      const { client } = connection()
      const [shared] = await mailboxes.sharedMailboxes(client, 1)
      const [person] = await twoPeople(client, await listWithMembers(client))
      if (!shared || !person) throw new Error('The scenario has nobody.')
      const change = { mailbox: shared.address, person: person.address, access }
      const holds = async () =>
        (await mailboxes.permissions(client, shared.address)).some(
          (held) => held.person.toLowerCase() === person.address.toLowerCase() && held.access.includes(access),
        )
      await mailboxes.changePermission(client, { ...change, change: 'grant' })
      expect(await holds()).toBe(true)
      await mailboxes.changePermission(client, { ...change, change: 'revoke' })
      expect(await holds()).toBe(false)
    },
  )

  it('name no inherited access, and not the mailbox itself', async () => {
    const { client } = connection()
    for (const shared of await mailboxes.sharedMailboxes(client, 100)) {
      const people = (await mailboxes.permissions(client, shared.address)).map(({ person }) => person)
      expect(people.filter((person) => /NT AUTHORITY|Management|Administrator$|^S-1-5/.test(person))).toEqual([])
      expect(people.filter((person) => !person.includes('@'))).toEqual([])
    }
  })
})
