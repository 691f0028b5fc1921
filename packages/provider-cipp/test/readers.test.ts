import { createFacts, licenceMissing, type Reader, serviceAbsent, tenantNotManaged } from '@tenantry/core'
import { type Simulator, startSimulator } from '@tenantry/simulator'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { CippConnection } from '../src/connection.js'
import { exchangeRoleMissing } from '../src/errors.js'
import { readers } from '../src/readers/readers.js'
import { restored } from '../src/readers/rows.js'
import { answering, connected, DOMAIN, naively } from './support/mailbox-scene.js'
import { failure } from './support/open.js'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'msp-50', limits: 'off', trafficFile: null })
})
afterEach(() => simulator.reset())
afterAll(() => simulator.stop())

const all = readers.map((reader): [string, Reader<CippConnection>] => [reader.resource.source, reader])
const readerOf = (source: string) =>
  all.find(([name]) => name === source)?.[1] ?? expect.fail(`Nothing reads ${source}`)
const SPAM = 'exo:Get-HostedContentFilterPolicy'

async function read(reader: Reader<CippConnection>, connection: CippConnection): Promise<unknown> {
  const facts = createFacts(new Date(), () => undefined)
  const context = { tenant: connection.tenant ?? expect.fail('It works nowhere.'), facts }
  if (reader.form === 'object') return reader.read(connection, context)
  const items: unknown[] = []
  for await (const page of reader.pages(connection, context)) {
    items.push(...page.items)
    expect(page).not.toHaveProperty('next')
  }
  return items
}

describe('Settings of Exchange and Purview through CIPP', () => {
  it.each(all)('%s is read, and is what its schema says', async (_, reader) => {
    const { tenant } = connected(simulator)
    const value = await read(reader, tenant)
    expect(reader.resource.schema.safeParse(value).error).toBeUndefined()
    expect(JSON.stringify(value)).not.toMatch(/@\{|@odata|@data/)
  })

  it('several objects lose what their lists hold on the way, so each is read by itself', async () => {
    const { tenant, of } = connected(simulator)
    const naive = await naively(tenant, 'ListExoRequest', { Cmdlet: 'Get-MalwareFilterPolicy' })
    expect((naive as { FileTypes: unknown }[])[0]?.FileTypes).toEqual(expect.any(String))
    const policies = (await read(readerOf('exo:Get-MalwareFilterPolicy'), tenant)) as Record<string, unknown>[]
    expect(policies.length).toBeGreaterThan(1)
    for (const { FileTypes } of policies) expect(FileTypes).toEqual(expect.any(Array))
    const asked = of('ListExoRequest')
      .slice(-policies.length)
      .map(({ body }) => body['cmdParams'])
    expect(asked).toEqual(policies.map(({ Identity }) => ({ Identity })))
  })

  it('mailboxes come at once, with the lists that are known to hold single words', async () => {
    const { tenant, of } = connected(simulator)
    const mailboxes = (await read(readerOf('exo:Get-Mailbox'), tenant)) as Record<string, unknown>[]
    expect(mailboxes.length).toBeGreaterThan(10)
    expect(mailboxes[0]).toMatchObject({ AuditOwner: expect.any(Array), PrimarySmtpAddress: expect.any(String) })
    expect(of('ListExoRequest')).toHaveLength(1)
  })

  it('asks Purview where CIPP is told to', async () => {
    const { tenant, of } = connected(simulator)
    await read(readerOf('ipps:Get-LabelPolicy'), tenant)
    expect(of('ListExoRequest').map(({ body }) => body['Compliance'])).toEqual([true])
  })

  it.each([
    [{ Results: null }, []],
    [{ Results: [] }, []],
  ])('nothing there comes as %j', async (answer, value) => {
    const { tenant } = connected(simulator, answering('ListExoRequest', answer))
    expect(await read(readerOf(SPAM), tenant)).toEqual(value)
  })
})

describe('Settings that CIPP cannot read', () => {
  it.each<[string, unknown, number]>([
    ['an answer that broke off inside of CIPP', null, 200],
    ['a failure that looks like a row', { Results: [{ Error: 'The server is too busy.' }] }, 200],
    ['words in place of rows', ['Failed to do it'], 403],
    ['an error of CIPP', 'Internal error', 500],
  ])('%s is no empty list', async (_, body, status) => {
    const { tenant } = connected(simulator, answering('ListExoRequest', body, status))
    await failure(read(readerOf(SPAM), tenant))
  })

  it.each([
    ['throttle', 'throttled'],
    ['serverError', 'service_unavailable'],
  ] as const)('%s of Exchange is a matter of waiting, though CIPP tells it in words', async (kind, code) => {
    simulator.addFault({ kind, service: 'exchange' })
    const error = await failure(read(readerOf(SPAM), connected(simulator).tenant))
    expect([error.code, error.retryable]).toEqual([code, true])
  })

  it('an object that is gone when it is read by itself is no object less', async () => {
    let asked = 0
    const { tenant } = connected(simulator, (call) =>
      call.name === 'ListExoRequest' && asked++ === 1 ? Response.json({ Results: null }) : undefined,
    )
    expect((await failure(read(readerOf('exo:Get-MalwareFilterPolicy'), tenant))).code).toBe('unexpected_answer')
  })

  it('in a tenant without Exchange there are none', async () => {
    simulator.tenant(DOMAIN).unlicense(['Exchange'])
    const error = await failure(read(readerOf(SPAM), connected(simulator).tenant))
    expect(serviceAbsent.is(error) && error.why).toContain('no licence with Exchange')
  })

  it('without the licence it is named, and not the role', async () => {
    simulator.tenant(DOMAIN).unlicense(['Defender'])
    const error = await failure(read(readerOf('exo:Get-SafeLinksPolicy'), connected(simulator).tenant))
    expect(licenceMissing.is(error) && error.why).toContain('Microsoft Defender for Office 365')
  })

  it('without the role in the tenant it is named, and not a licence', async () => {
    const refusal = "The term 'Get-SafeLinksPolicy' is not recognized as the name of a cmdlet."
    const { tenant } = connected(simulator, answering('ListExoRequest', { Results: [{ Error: refusal }] }))
    const error = await failure(read(readerOf('exo:Get-SafeLinksPolicy'), tenant))
    expect(exchangeRoleMissing.is(error) && error.why).toContain('the role Exchange Administrator')
    const other = await failure(read(readerOf('ipps:Get-LabelPolicy'), tenant))
    expect(exchangeRoleMissing.is(other) && other.why).toContain('the role Compliance Administrator')
  })

  it('in a tenant that CIPP does not manage it says so', async () => {
    simulator.tenant(DOMAIN).standWithCipp({ standing: 'excluded' })
    expect(tenantNotManaged.is(await failure(read(readerOf(SPAM), connected(simulator).tenant)))).toBe(true)
  })
})

describe('What CIPP writes as text', () => {
  it.each([
    [{ NotifyUser: ['Owner'] }, [], { NotifyUser: ['Owner'] }],
    [
      { Types: ['@{name=Credit Card Number; mincount=1}'] },
      [],
      { Types: [{ name: 'Credit Card Number', mincount: '1' }] },
    ],
    [{ Types: ['@{a=b=c; x@odata.type=#String}'] }, [], { Types: [{ a: 'b=c' }] }],
    [{ Types: ['@{outer=@{inner=1}}'] }, [], { Types: ['@{outer=@{inner=1}}'] }],
    [{ Types: ['@{no members}'] }, [], { Types: ['@{no members}'] }],
    [{ Rights: 'Copy Move', Name: 'A B' }, ['Rights'], { Rights: ['Copy', 'Move'], Name: 'A B' }],
    [{ Rights: '' }, ['Rights'], { Rights: [] }],
    [{ Rights: null }, ['Rights'], { Rights: null }],
  ])('%j is put back as far as it can be told', (row, lists, value) => {
    expect(restored(row, lists)).toEqual(value)
  })
})
