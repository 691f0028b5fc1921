import { Resolver } from 'node:dns/promises'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import packet, { type DecodedPacket } from 'dns-packet'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../index.js'

let simulator: Simulator
let resolver: Resolver
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'msp-50', trafficFile: null })
  resolver = new Resolver({ timeout: 200, tries: 1 })
  resolver.setServers([simulator.dns])
})
afterEach(() => simulator.clearFaults())
afterAll(() => simulator.stop())

const ofCustomers = () => simulator.tenants.map(({ defaultDomain }) => defaultDomain)

/** Every answer there is to a question about each customer's domain. */
async function all<T>(ask: (domain: string) => Promise<T>): Promise<{ domain: string; answer: T }[]> {
  const found: { domain: string; answer: T }[] = []
  await Promise.all(
    ofCustomers().map(async (domain) => {
      await ask(domain).then(
        (answer) => found.push({ domain, answer }),
        () => undefined,
      )
    }),
  )
  return found
}

async function txt(name: string): Promise<string[]> {
  return (await resolver.resolveTxt(name)).map((strings) => strings.join(''))
}

/** A query as bytes over UDP, for what a resolver library hides. */
async function ask(query: Parameters<typeof packet.encode>[0]): Promise<DecodedPacket & { rcode?: string }> {
  const socket = createSocket('udp4')
  const [address = '', port] = simulator.dns.split(':')
  socket.send(packet.encode({ type: 'query', id: 7, flags: packet.RECURSION_DESIRED, ...query }), Number(port), address)
  const [answer] = (await once(socket, 'message')) as [Buffer]
  socket.close()
  return packet.decode(answer)
}

describe('the mail records of a world', () => {
  it('have SPF right and wrong: none, two, soft, hard, redirected, too many lookups', async () => {
    const found = (await all(txt)).map(({ answer }) => answer.filter((value) => value.startsWith('v=spf1')))
    const count = (matches: (records: string[]) => boolean) => found.filter(matches).length
    expect(count((records) => records.length === 0)).toBeGreaterThan(0)
    expect(count((records) => records.length === 2)).toBeGreaterThan(0)
    for (const ending of [/-all$/, /~all$/, /[?+]all$/, / redirect=/]) {
      expect(count(([record = '']) => ending.test(record))).toBeGreaterThan(0)
    }
    const lookups = await Promise.all(found.flat().map(spfLookups))
    expect(lookups.some((number) => number > 10)).toBe(true)
    expect(lookups.filter((number) => number > 0 && number <= 10).length).toBeGreaterThan(20)
  })

  it('resolve everything that SPF includes', async () => {
    const records = (await all(txt)).flatMap(({ answer }) => answer).filter((value) => value.startsWith('v=spf1'))
    for (const name of new Set(records.flatMap(namesIn))) {
      expect(
        (await txt(name)).filter((value) => value.startsWith('v=spf1')),
        name,
      ).toHaveLength(1)
    }
  })

  it('have DKIM keys at the end of aliases, in as many strings as they take, or not at all', async () => {
    const signed = await all((domain) => resolver.resolveTxt(`selector1._domainkey.${domain}`))
    const aliases = await all((domain) => resolver.resolveCname(`selector1._domainkey.${domain}`))
    expect(signed.length).toBeGreaterThan(20)
    expect(signed.length).toBeLessThan(ofCustomers().length)
    expect(aliases.length).toBeGreaterThan(signed.length)
    for (const { answer } of signed)
      expect(answer.flat().join('')).toMatch(/^v=DKIM1; k=rsa; p=[A-Za-z0-9+/]{216,}={0,2};$/)
    expect(signed.some(({ answer }) => answer[0]!.length > 1)).toBe(true)
    expect(aliases.some(({ answer }) => answer[0]!.endsWith('-v1.dkim.mail.microsoft'))).toBe(true)
    expect(aliases.some(({ answer }) => answer[0]!.endsWith('.onmicrosoft.com'))).toBe(true)
  })

  it('have DMARC of every strictness, and none', async () => {
    const found = await all((domain) => txt(`_dmarc.${domain}`))
    expect(found.length).toBeLessThan(ofCustomers().length)
    for (const policy of ['reject', 'quarantine', 'none']) {
      expect(
        found.some(({ answer }) => answer[0]?.startsWith(`v=DMARC1; p=${policy}`)),
        policy,
      ).toBe(true)
    }
  })

  it('take mail in at Microsoft, with and without DANE, at a gateway, or nowhere', async () => {
    const found = await all((domain) => resolver.resolveMx(domain))
    const hosts = found.flatMap(({ answer }) => answer.map(({ exchange }) => exchange))
    for (const host of [/\.mail\.protection\.outlook\.com$/, /\.mx\.microsoft$/, /(mimecast|pphosted)\.com$/]) {
      expect(
        hosts.some((name) => host.test(name)),
        String(host),
      ).toBe(true)
    }
    for (const host of hosts.filter((name) => name !== '')) expect(await resolver.resolve4(host)).toHaveLength(1)
    const secured = found.find(({ answer }) => answer[0]?.exchange.endsWith('.mx.microsoft'))!
    const { answers, flag_ad } = await ask({
      flags: packet.AUTHENTIC_DATA,
      questions: [{ type: 'TLSA', name: `_25._tcp.${secured.answer[0]!.exchange}` }],
    })
    expect(answers).toMatchObject([{ type: 'TLSA', data: { usage: 3, selector: 1, matchingType: 1 } }])
    expect(flag_ad).toBe(true)
  })

  it('announce MTA-STS and TLS reports, and the policy is where it belongs', async () => {
    const announced = await all((domain) => txt(`_mta-sts.${domain}`))
    const reports = await all((domain) => txt(`_smtp._tls.${domain}`))
    expect(announced.length).toBeGreaterThan(5)
    expect(reports.every(({ answer }) => answer[0]!.startsWith('v=TLSRPTv1; rua=mailto:'))).toBe(true)
    for (const { domain } of announced) {
      const response = await fetch(`${simulator.url}/mta-sts.${domain}/.well-known/mta-sts.txt`)
      expect(response.headers.get('content-type')).toContain('text/plain')
      const policy = await response.text()
      expect(policy).toMatch(/^version: STSv1\r\nmode: (enforce|testing)\r\nmx: .*\r\nmax_age: \d+\r\n$/s)
    }
    const silent = ofCustomers().find((domain) => announced.every((one) => one.domain !== domain))!
    expect((await fetch(`${simulator.url}/mta-sts.${silent}/.well-known/mta-sts.txt`)).status).toBe(404)
  })
})

describe('a domain beneath another', () => {
  it('has no DMARC record of its own: that of the domain above holds', async () => {
    await expect(resolver.resolveTxt('_dmarc.shop.adventureworks.example')).rejects.toMatchObject({ code: 'ENOTFOUND' })
    expect(await resolver.resolveMx('shop.adventureworks.example')).toHaveLength(1)
    expect(await resolver.resolveSoa('adventureworks.example')).toBeDefined()
    await expect(resolver.resolveSoa('shop.adventureworks.example')).rejects.toMatchObject({ code: 'ENODATA' })
  })
})

describe('a parked domain', () => {
  it('sends nothing and takes nothing where the tenant is run well', async () => {
    const parked = ['northwind-traders.example', 'coho-wine.example', 'citypower.example']
    const exchangers = await Promise.all(parked.map((name) => resolver.resolveMx(name).catch(() => [])))
    for (const found of exchangers.filter(({ length }) => length > 0)) {
      expect(found.map(({ priority, exchange }) => `${priority} ${exchange}`)).toEqual(['0 '])
    }
    const senders = await Promise.all(parked.map((name) => txt(name)))
    const spf = senders.flat().filter((value) => value.startsWith('v=spf1'))
    expect(new Set(spf)).toEqual(new Set(['v=spf1 -all']))
  })
})

describe('the name server', () => {
  const domain = () => simulator.tenants[0]!.defaultDomain

  it('tells a name that is not there from one without such records', async () => {
    await expect(resolver.resolveTxt(`nowhere.${domain()}`)).rejects.toMatchObject({ code: 'ENOTFOUND' })
    await expect(resolver.resolveSrv(domain())).rejects.toMatchObject({ code: 'ENODATA' })
    await expect(resolver.resolveTxt('no-such-company.example')).rejects.toMatchObject({ code: 'ENOTFOUND' })
    const between = await ask({ questions: [{ type: 'TXT', name: `_tcp.${domain()}` }] })
    expect(between).toMatchObject({ rcode: 'NXDOMAIN', authorities: [{ type: 'SOA', name: domain() }] })
  })

  it('answers what the name stands for otherwise', async () => {
    expect(await resolver.resolveNs(domain())).toHaveLength(2)
    expect(await resolver.resolveSoa(domain())).toMatchObject({ hostmaster: `hostmaster.${domain()}` })
    expect(await resolver.resolve6(domain())).toHaveLength(1)
    expect(await resolver.resolve4(`www.${domain()}`)).toEqual(await resolver.resolve4(domain()))
    const [first] = await resolver.resolve4(domain(), { ttl: true })
    expect(first?.ttl).toBe(600)
  })

  it('cuts an answer that does not fit over UDP, and gives it whole over TCP', async () => {
    const signed = await all((name) => resolver.resolveTxt(`selector1._domainkey.${name}`))
    const long = signed.find(({ answer }) => answer[0]!.length > 1)!
    const name = `selector1._domainkey.${long.domain}`
    const cut = await ask({ questions: [{ type: 'TXT', name }] })
    expect([cut.flag_tc, cut.answers]).toEqual([true, []])
    const options = {
      type: 'OPT' as const,
      name: '.',
      udpPayloadSize: 1232,
      extendedRcode: 0,
      ednsVersion: 0,
      flags: 0,
      flag_do: false,
      options: [],
    }
    expect((await ask({ questions: [{ type: 'TXT', name }], additionals: [options] })).flag_tc).toBe(false)
    simulator.addFault({ kind: 'truncatedAnswer' })
    expect(await resolver.resolveTxt(name)).toEqual(long.answer)
  })

  it('keeps the case of the question', async () => {
    const name = domain().toUpperCase()
    expect(await ask({ questions: [{ type: 'A', name }] })).toMatchObject({
      questions: [{ name }],
      answers: [{ name }],
    })
  })

  it('fails or is silent where a fault says so, for one tenant or name', async () => {
    const [first, second] = simulator.tenants
    simulator.addFault({ kind: 'servfail', tenantId: first!.id })
    await expect(resolver.resolveMx(first!.defaultDomain)).rejects.toMatchObject({ code: 'ESERVFAIL' })
    expect(await resolver.resolveNs(second!.defaultDomain)).toHaveLength(2)
    simulator.addFault({ kind: 'noAnswer', path: second!.defaultDomain })
    await expect(resolver.resolveNs(second!.defaultDomain)).rejects.toMatchObject({ code: 'ETIMEOUT' })
    expect(simulator.requests()[0]).toMatchObject({ method: 'NS', url: `dns:${second!.defaultDomain}`, arrived: false })
  })

  it('does not understand what is no query', async () => {
    expect(await ask({ questions: [{ type: 'TXT', name: domain(), class: 'CH' }] })).toMatchObject({ rcode: 'REFUSED' })
    expect(await ask({ questions: [] })).toMatchObject({ rcode: 'FORMERR' })
  })
})

function namesIn(record: string): string[] {
  return [...record.matchAll(/(?:include:|redirect=)(\S+)/g)].map(([, name]) => name!)
}

/** Terms that need a lookup, with those of what is included. */
async function spfLookups(record: string): Promise<number> {
  const own = record
    .split(' ')
    .filter((term) => /^[+?~-]?(a|mx|ptr|exists:.*|include:.*|redirect=.*)$/.test(term)).length
  const inner = await Promise.all(
    namesIn(record).map(async (name) => spfLookups((await txt(name)).find((value) => value.startsWith('v=spf1'))!)),
  )
  return inner.reduce((sum, number) => sum + number, own)
}
