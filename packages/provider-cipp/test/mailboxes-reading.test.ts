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

describe('A trap of reading', () => {
  it('a failure of Exchange has status 200 and stands where the rows stand', async () => {
    simulator.tenant(DOMAIN).standWithCipp({ standing: 'notConsented' })
    const { tenant } = connected(simulator)
    const naive = await naively(tenant, 'ListExoRequest', { Cmdlet: 'Get-DistributionGroup' })
    expect(naive).toEqual([{ Error: expect.any(String) as string }])
    expect((await failure(mailboxes.lists(tenant, 10))).code).toBe('cipp_refresh_needed')
  })

  it('a single row comes as an object: a client that counts a list finds nothing', async () => {
    const { tenant } = connected(simulator)
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
    const { tenant } = connected(simulator, answering('ListExoRequest', { Results }))
    expect(await mailboxes.lists(tenant, 10)).toEqual([])
  })

  it.each([['null'], ['{}'], ['""'], ['']])('no result at all (%s) is not an empty list', async (body) => {
    const { tenant } = connected(simulator, ({ name }) => (name === 'ListExoRequest' ? new Response(body) : undefined))
    expect((await failure(mailboxes.lists(tenant, 10))).code).toBe('unexpected_answer')
  })

  it('lists inside of several rows are flattened to text: full access is found all the same', async () => {
    const { tenant } = connected(simulator)
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
    const { tenant } = connected(simulator, answering('ListExoRequest', ['The mailbox database is busy'], 403))
    expect(await failure(mailboxes.lists(tenant, 10))).toMatchObject({
      code: 'request_refused',
      health: undefined,
      why: expect.stringContaining('mailbox database is busy') as string,
    })
  })

  it('says the same as Exchange itself about members of a list', async () => {
    const { tenant } = connected(simulator)
    const list = await changeableList(tenant)
    const members = await mailboxes.members(tenant, list)
    expect(members.length).toBeGreaterThan(1)
    expect(new Set(members.map(({ id }) => id)).size).toBe(members.length)
  })
})
