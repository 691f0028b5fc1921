import {
  licenceMissing,
  type ListPage,
  permissionMissing,
  type Resource,
  roleMissing,
  rolePropagating,
  serviceAbsent,
  serviceUnavailable,
  unexpectedAnswer,
} from '@tenantry/core'
import { configurationReads, m365Controls } from '@tenantry/m365'
import { type Simulator, startSimulator } from '@tenantry/simulator'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { authenticate } from '../src/identity.js'
import { commandReaders } from '../src/readers/commands.js'
import { readers } from '../src/readers/readers.js'
import { company } from './support/company.js'
import { failure } from './support/connection.js'
import { type MicrosoftReader, readerOf } from './support/reading.js'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'single-organization', limits: 'off' })
})
afterEach(() => simulator.reset())
afterAll(() => simulator.stop())

const all = commandReaders.map((reader): [string, MicrosoftReader] => [reader.resource.source, reader])
const ofDefender = all.filter(([, { licence }]) => licence?.includes('Defender'))
const rules = readerOf('exchange.transportRules')
const alerts = readerOf('purview.protectionAlerts')
const mailboxes = readerOf('exchange.mailboxes')

const commandsIn = (sent: readonly { body: string }[]) =>
  sent.flatMap(({ body }) => /"CmdletName":"([^"]+)"/.exec(body)?.[1] ?? [])

async function pagesOf(pages: AsyncIterable<ListPage>, most = Infinity): Promise<ListPage[]> {
  const found: ListPage[] = []
  for await (const page of pages) if (found.push(page) >= most) break
  return found
}

describe('Settings of Exchange and Purview, with the role Global Reader', () => {
  it.each(all)('%s is read, and is what its schema says', async (source, reader) => {
    const { reading } = company(simulator, { role: 'Global Reader' })
    const value = await reading.read(reader)
    expect(reading.facts.read(reader.resource)).toMatchObject({ status: 'read' })
    expect(JSON.stringify(value)).not.toMatch(/@odata\.|@data\./)
    expect(Array.isArray(value)).toBe(true)
    const { key } = reader.resource
    if (key === undefined) expect(value).toHaveLength(1)
    else
      for (const object of value as Record<string, unknown>[]) expect(object[key], source).toEqual(expect.any(String))
  })

  it('are kept as the service writes them, and of each mailbox no more than is judged', async () => {
    const { reading, sent } = company(simulator, { role: 'Global Reader' })
    const [rule] = (await reading.read(rules)) as Record<string, unknown>[]
    expect(Object.keys(rule ?? {}).length).toBeGreaterThan(100)
    expect(rule).toMatchObject({
      Guid: expect.any(String),
      Conditions: expect.any(Array),
      Priority: expect.any(Number),
    })
    const [mailbox] = (await reading.read(mailboxes)) as object[]
    expect(Object.keys(mailbox ?? {}).length).toBeLessThan(20)
    expect(sent.at(-1)?.url).toContain('?$select=ExternalDirectoryObjectId,')
    expect(sent.at(-1)?.body).toContain('"ResultSize":"Unlimited"')
  })

  it('a list goes on from where it was left, in another process', async () => {
    const { reading } = company(simulator, { role: 'Global Reader', pageSize: 100 })
    const whole = (await reading.read(mailboxes)) as { PrimarySmtpAddress: string }[]
    const [first] = await pagesOf(reading.pages(mailboxes), 1)
    expect([first?.items.length, whole.length > 300]).toEqual([100, true])
    const later = company(simulator, { role: 'Global Reader', pageSize: 100 }).reading
    const rest = await pagesOf(later.pages(mailboxes, first?.next))
    expect([...(first?.items ?? []), ...rest.flatMap(({ items }) => items)]).toEqual(whole)
    expect(rest.at(-1)).not.toHaveProperty('next')
  })

  it('a page that fails is no end of the list', async () => {
    const { reading } = company(simulator, { role: 'Global Reader', pageSize: 100 })
    const pages = reading.pages(mailboxes)[Symbol.asyncIterator]()
    expect((await pages.next()).value).toHaveProperty('next')
    simulator.addFault({ kind: 'serverError', service: 'exchange' })
    const error = await failure(pages.next())
    expect([serviceUnavailable.is(error), error.retryable]).toEqual([true, true])
  })

  it('the first call to Purview is sent on to the region of the tenant, which is remembered', async () => {
    const { reading, sent } = company(simulator, { role: 'Global Reader' })
    await reading.read(alerts)
    await reading.read(readerOf('purview.dlpPolicies'))
    const hosts = sent.filter(({ body }) => body.includes('CmdletName')).map(({ url }) => url.split('/')[3])
    expect(hosts[0]).toBe('ps.compliance.protection.outlook.com')
    expect(hosts[1]).toMatch(/^\w+\.ps\.compliance\.protection\.outlook\.com$/)
    expect(hosts.slice(1)).toEqual([hosts[1], hosts[1]])
  })
})

describe('Settings that cannot be read', () => {
  it.each(all)('%s: the role is missing, not the setting', async (_, reader) => {
    const { reading } = company(simulator)
    const error = await failure(reading.read(reader))
    expect(roleMissing.is(error) && error.why).toContain('Global Reader')
  })

  it('a role that was given a moment ago still spreads', async () => {
    const { reading, world } = company(simulator)
    world.propagateSlowly({ seconds: 0, exchangeSeconds: 3600 })
    world.assignRole({ role: 'Global Reader' })
    expect(rolePropagating.is(await failure(reading.read(rules)))).toBe(true)
  })

  it.each([
    ['Exchange.ManageAsApp', rules],
    ['Protection/Exchange.ManageAsApp', alerts],
  ])('without %s that permission is named', async (permission, reader) => {
    const { reading, world, microsoft } = company(simulator, { role: 'Global Reader' })
    world.withholdPermissions({ permissions: ['Exchange.ManageAsApp'] })
    const error = await failure(reading.read(reader))
    expect(permissionMissing.is(error) && error.why).toMatch(new RegExp(`has not granted ${permission}\\.$`))
    expect((await authenticate(microsoft)).permissions).not.toContain(permission)
  })

  it('what is granted is known by the names of this plugin', async () => {
    const { permissions } = await authenticate(company(simulator).microsoft)
    expect(permissions).toEqual(
      expect.arrayContaining([
        'Exchange.ManageAsApp',
        'Protection/Exchange.ManageAsApp',
        'SharePoint/Sites.FullControl.All',
      ]),
    )
    expect(permissions).not.toContain('Sites.FullControl.All')
  })

  it.each(ofDefender)('%s: the licence is missing, not the role', async (_, reader) => {
    const { reading, world } = company(simulator, { role: 'Global Reader' })
    world.unlicense(['Defender'])
    const error = await failure(reading.read(reader))
    expect(licenceMissing.is(error) && error.why).toContain('needs Microsoft Defender for Office 365')
  })

  it.each(ofDefender)('%s: a role that may not see it is no missing licence', async (_, reader) => {
    const { reading } = company(simulator, { role: 'Exchange Recipient Administrator' })
    expect(roleMissing.is(await failure(reading.read(reader)))).toBe(true)
  })

  it.each([
    ['Exchange', rules],
    ['Purview', alerts],
  ])('a tenant without Exchange has no %s, and nothing to grant there', async (service, reader) => {
    const { reading, world, microsoft } = company(simulator, { role: 'Global Reader' })
    world.unlicense(['Exchange'])
    const error = await failure(reading.read(reader))
    expect(serviceAbsent.is(error) && error.why).toContain(`no licence with ${service}`)
    expect((await authenticate(microsoft)).inapplicable).toEqual(expect.arrayContaining([...reader.permissions]))
  })

  it.each([
    ['https://graph.microsoft.com/v1.0/elsewhere', 'graph.microsoft.com'],
    ['https://outlook.office365.com.evil.example/', 'outlook.office365.com.evil.example'],
    ['?page=2', 'nowhere'],
  ])('the link %s is not followed with our token', async (link, host) => {
    const { reading } = company(simulator, {
      role: 'Global Reader',
      answer: (url) =>
        url.includes('InvokeCommand') ? Response.json({ value: [], '@odata.nextLink': link }) : undefined,
    })
    const error = await failure(reading.read(rules))
    expect(unexpectedAnswer.is(error) && error.why).toContain(`a link to ${host}.`)
  })
})

describe('The table of commands', () => {
  it('names each resource once, and each where it is', () => {
    const sources = configurationReads.map(({ resource }) => resource.source)
    expect(new Set(sources).size).toBe(sources.length)
    for (const { resource, at, read } of configurationReads) {
      expect(resource.source).toBe(`${at === 'exchange' ? 'exo' : 'ipps'}:${read.name}`)
    }
  })

  it('and with all other readers, nothing that a control needs is left out without a reason', () => {
    const wanted = m365Controls.flatMap((control) =>
      'needs' in control ? Object.values<Resource>({ ...control.needs, ...control.wants }) : [],
    )
    const read = new Set(readers.map(({ resource }) => resource.source))
    const left = wanted.filter(({ source, unread }) => !read.has(source) && unread === undefined)
    expect([...new Set(left.map(({ source }) => source))]).toEqual([])
  })

  it('a command is sent once for a page', async () => {
    const { reading, sent } = company(simulator, { role: 'Global Reader' })
    await reading.read(rules)
    expect(commandsIn(sent)).toEqual(['Get-TransportRule'])
  })
})
