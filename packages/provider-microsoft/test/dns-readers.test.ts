import { nameUnanswered, type Reading } from '@tenantry/core'
import { dkimRecords, dmarcRecords, spfRecords } from '@tenantry/m365/resources/mail-dns'
import { mxRecords } from '@tenantry/m365/resources/mx-records'
import { type Simulator, startSimulator } from '@tenantry/simulator'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { dnsReaders } from '../src/readers/dns.js'
import { company } from './support/company.js'
import { failure } from './support/connection.js'
import { type MicrosoftReader, readerOf } from './support/reading.js'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'single-organization', limits: 'off' })
})
afterEach(() => simulator.reset())
afterAll(() => simulator.stop())

const DOMAIN = 'adatum.example'
const all = dnsReaders.map((reader): [string, MicrosoftReader] => [reader.resource.source, reader])
const [mx, spf, dmarc, dkim] = ['mx', 'spf', 'dmarc', 'dkim'].map((kind) => readerOf(`dns.${kind}`)) as [
  MicrosoftReader,
  MicrosoftReader,
  MicrosoftReader,
  MicrosoftReader,
]

/** The company as it is read, with these domains if any are given, and names answered so. */
function names(domains?: readonly string[], answers?: Record<string, string[] | 'silent'>) {
  const { reading, microsoft } = company(simulator, { role: 'Global Reader' })
  if (domains) reading.know('exo:Get-AcceptedDomain', known(domains.map((DomainName) => ({ DomainName }))))
  const asked: string[] = []
  if (answers) {
    microsoft.resolve = (name, type) => {
      asked.push(`${type} ${name}`)
      const records = answers[name] ?? []
      return records === 'silent'
        ? Promise.reject(nameUnanswered({ name, reason: 'SERVFAIL' }))
        : Promise.resolve(records)
    }
    reading.know('exo:Get-DkimSigningConfig', { status: 'notRead', reason: 'Not asked.' })
  }
  return { reading, asked }
}

const known = (value: unknown): Reading => ({ status: 'read', value })

describe('Mail records', () => {
  it.each(all)('%s is read for each accepted domain, and is what its schema says', async (_, reader) => {
    const { reading } = names()
    const rows = (await reading.read(reader)) as { domain: string }[]
    expect(reading.facts.read(reader.resource)).toMatchObject({ status: 'read' })
    const accepted = (await reading.read(readerOf('exchange.acceptedDomains'))) as { DomainName: string }[]
    expect(new Set(rows.map(({ domain }) => domain))).toEqual(new Set(accepted.map(({ DomainName }) => DomainName)))
  })

  it('are those that are published', async () => {
    const { reading } = names()
    for (const reader of [mx, spf, dmarc, dkim]) await reading.read(reader)
    const ofDomain = <T extends { domain: string }>(found: Reading<readonly T[]>) =>
      found.status === 'read' ? found.value.filter(({ domain }) => domain === DOMAIN) : expect.fail('It was not read.')
    expect(ofDomain(reading.facts.read(mxRecords))).toMatchObject([
      { records: [expect.stringMatching(/^\d+ adatum-example\..*(outlook\.com|mx\.microsoft)$/)] },
    ])
    expect(ofDomain(reading.facts.read(spfRecords))).toMatchObject([
      {
        records: expect.arrayContaining([`v=spf1 redirect=_spf.${DOMAIN}`]),
        leadsTo: expect.arrayContaining([
          expect.objectContaining({ name: `_spf.${DOMAIN}` }),
          expect.objectContaining({ name: 'spf.protection.outlook.com' }),
        ]),
      },
    ])
    expect(ofDomain(reading.facts.read(dmarcRecords))).toMatchObject([{ name: `_dmarc.${DOMAIN}` }])
    expect(ofDomain(reading.facts.read(dkimRecords)).map(({ name }) => name)).toEqual([
      `selector1._domainkey.${DOMAIN}`,
      `selector2._domainkey.${DOMAIN}`,
    ])
  })

  it('without Exchange are read for the verified domains', async () => {
    const { reading } = names()
    reading.know('exo:Get-AcceptedDomain', { status: 'notPermitted', permissions: ['Exchange.ManageAsApp'] })
    const rows = (await reading.read(mx)) as { domain: string }[]
    expect(rows.map(({ domain }) => domain)).toContain(DOMAIN)
  })

  it('a name that nobody answers for says so, and hides no other', async () => {
    const { reading } = names(['a.example', 'b.example'], { 'a.example': 'silent', 'b.example': ['10 mx.b.example'] })
    expect(await reading.read(mx)).toEqual([
      { domain: 'a.example', records: [], problem: expect.stringContaining('a.example: SERVFAIL') },
      { domain: 'b.example', records: ['10 mx.b.example'] },
    ])
  })

  it.each(all)('%s: where no name is answered for, nothing was read', async (_, reader) => {
    simulator.addFault({ kind: 'servfail', service: 'dns' })
    const error = await failure(names(['adatum.example']).reading.read(reader))
    expect(nameUnanswered.is(error) && error.why).toContain('adatum.example')
  })

  it('of SPF lead on through includes and redirects, each once, and past macros', async () => {
    const { reading, asked } = names(['a.example'], {
      'a.example': ['v=spf1 include:One.example include:%{i}.x.example ?include:two.example -all', 'other'],
      'one.example': ['v=spf1 redirect=two.example'],
      'two.example': ['v=spf1 include:a.example include:one.example include:mute.example ~all'],
      'mute.example': 'silent',
    })
    const [row] = (await reading.read(spf)) as { leadsTo: { name: string; problem?: string }[] }[]
    expect(row?.leadsTo.map(({ name }) => name)).toEqual(['one.example', 'two.example', 'a.example', 'mute.example'])
    expect(row?.leadsTo.at(-1)?.problem).toContain('SERVFAIL')
    expect(asked.toSorted()).toEqual(['TXT a.example', 'TXT mute.example', 'TXT one.example', 'TXT two.example'])
  })

  it.each<[string, Record<string, string[] | 'silent'>, string]>([
    ['a.b.example.com', { '_dmarc.a.b.example.com': ['v=DMARC1; p=none'] }, '_dmarc.a.b.example.com'],
    ['a.b.example.com', { '_dmarc.example.com': ['v=DMARC1; p=reject'] }, '_dmarc.example.com'],
    [
      'a.b.example.com',
      { '_dmarc.b.example.com': 'silent', '_dmarc.example.com': ['v=DMARC1;p=none'] },
      '_dmarc.b.example.com',
    ],
    ['a.example.uk', { '_dmarc.example.uk': ['v=DMARC1; p=reject; psd=y'] }, '_dmarc.a.example.uk'],
    ['a.onmicrosoft.com', { '_dmarc.onmicrosoft.com': ['v=DMARC1; p=none'] }, '_dmarc.a.onmicrosoft.com'],
    ['example.com', {}, '_dmarc.example.com'],
  ])('the policy of %s with %o is that at %s', async (domain, answers, name) => {
    const { reading } = names([domain, 'z.example'], { ...answers, '_dmarc.z.example': [] })
    const [row] = (await reading.read(dmarc)) as { name: string }[]
    expect(row?.name).toBe(name)
  })

  it('keys are asked for at the selectors that Exchange signs with', async () => {
    const { reading, asked } = names(['a.example'], {})
    const config = { Domain: 'A.example', Selector1CNAME: 'sel7-a-example._domainkey.a.onmicrosoft.com' }
    reading.know('exo:Get-DkimSigningConfig', known([config]))
    await reading.read(dkim)
    expect(asked).toEqual(['TXT sel7._domainkey.a.example', 'TXT selector2._domainkey.a.example'])
  })
})
