import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { cancelled, nameUnanswered } from '@tenantry/core'
import { type Simulator, startSimulator } from '@tenantry/simulator'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../config/config.js'
import { nameServers } from './name-servers.js'

const NO_ONE = '127.0.0.1:9'

let simulator: Simulator
/** A name server that hears questions and never answers. */
let silent: Socket
let heard = 0

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'msp-50', trafficFile: null })
  silent = createSocket('udp4').bind(0, '127.0.0.1')
  silent.on('message', () => (heard += 1))
  await once(silent, 'listening')
})
afterEach(() => {
  simulator.clearFaults()
  heard = 0
})
afterAll(async () => {
  silent.close()
  await simulator.stop()
})

const domain = () => simulator.tenants[1]!.defaultDomain
const silence = () => `127.0.0.1:${silent.address().port}`
const asking =
  (servers: readonly string[], signal = new AbortController().signal) =>
  (name: string, type: 'TXT' | 'MX' | 'CNAME') =>
    nameServers(servers, { timeoutMs: 200 })(name, type, signal)
const failure = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('it answered'),
    (error: unknown) => error,
  )

describe('asking name servers', () => {
  it('joins the parts of a text, and names a mail exchanger with its preference', async () => {
    const ask = asking([simulator.dns])
    const keys = await Promise.all(
      simulator.tenants.map(({ defaultDomain }) => ask(`selector1._domainkey.${defaultDomain}`, 'TXT')),
    )
    expect(
      keys.flat().filter((key) => /^v=DKIM1; k=rsa; p=[A-Za-z0-9+/]{300,}={0,2};$/.test(key)).length,
    ).toBeGreaterThan(5)
    const exchangers = await Promise.all(simulator.tenants.map(({ defaultDomain }) => ask(defaultDomain, 'MX')))
    expect(exchangers.flat()).toContainEqual(expect.stringMatching(/^\d+ [a-z0-9-]+\.mail\.protection\.outlook\.com$/))
    const parked = ['northwind-traders.example', 'coho-wine.example', 'citypower.example']
    expect(await Promise.all(parked.map((name) => ask(name, 'MX')))).toContainEqual(['0 .'])
    const aliases = await Promise.all(
      simulator.tenants.map(({ defaultDomain }) => ask(`selector1._domainkey.${defaultDomain}`, 'CNAME')),
    )
    expect(aliases.flat()).toContainEqual(expect.stringMatching(/^selector1-.+\._domainkey\./))
  })

  it('finds nothing where there is no such name, and where the name has no such record', async () => {
    const ask = asking([simulator.dns])
    await expect(ask('nothing.here.example', 'TXT')).resolves.toEqual([])
    await expect(ask(domain(), 'CNAME')).resolves.toEqual([])
  })

  it('never takes SERVFAIL for nothing', async () => {
    simulator.addFault({ kind: 'servfail', service: 'dns' })
    const error = await failure(asking([simulator.dns])(domain(), 'TXT'))
    expect(nameUnanswered.is(error) && error.why).toContain(`${domain()}: SERVFAIL`)
  })

  it('never takes silence for nothing, and does not wait for ever', async () => {
    const error = await failure(asking([silence()])(domain(), 'TXT'))
    expect(nameUnanswered.is(error) && error.why).toContain('no answer in time')
    expect(heard).toBe(2)
  })

  it('goes on to the next server when one fails, is silent or is not there', async () => {
    const records = await asking([simulator.dns])(domain(), 'TXT')
    expect(records.length).toBeGreaterThan(0)
    await expect(asking([silence(), simulator.dns])(domain(), 'TXT')).resolves.toEqual(records)
    await expect(asking([NO_ONE, simulator.dns])(domain(), 'TXT')).resolves.toEqual(records)
    const other = await startSimulator({ scenario: 'one-healthy-tenant', trafficFile: null })
    try {
      other.addFault({ kind: 'servfail', service: 'dns' })
      await expect(asking([other.dns, simulator.dns])(domain(), 'TXT')).resolves.toEqual(records)
    } finally {
      await other.stop()
    }
  })

  it('asks again over TCP for an answer that did not fit', async () => {
    const records = await asking([simulator.dns])(domain(), 'TXT')
    simulator.addFault({ kind: 'truncatedAnswer', service: 'dns' })
    await expect(asking([simulator.dns])(domain(), 'TXT')).resolves.toEqual(records)
  })

  it.each(['', 'a..example', `${'a'.repeat(64)}.example`, `${'abc.'.repeat(70)}example`, 'a b.example', 'x/y.example'])(
    'sends no question for “%s”, which is no name',
    async (name) => {
      const error = await failure(asking([silence()])(name, 'TXT'))
      expect(nameUnanswered.is(error) && error.why).toContain('not a name')
      expect(heard).toBe(0)
    },
  )

  it('asks for a name in other letters as it is published', async () => {
    await expect(asking([simulator.dns])('bücher.example', 'TXT')).resolves.toEqual([])
    expect(simulator.requests().some(({ url }) => url.includes('xn--bcher-kva.example'))).toBe(true)
  })

  it('stops asking when the work is called off', async () => {
    const abort = new AbortController()
    const work = failure(nameServers([silence()], { timeoutMs: 60_000 })(domain(), 'TXT', abort.signal))
    await expect.poll(() => heard).toBe(1)
    abort.abort()
    expect(cancelled.is(await work)).toBe(true)
  })
})

describe('DNS_SERVERS', () => {
  it('takes addresses, with a port or without', () => {
    const servers = '192.0.2.1, 192.0.2.2:5353,2001:db8::1, [2001:db8::2]:53'
    expect(readConfig({ DNS_SERVERS: servers }).dnsServers).toEqual([
      '192.0.2.1',
      '192.0.2.2:5353',
      '2001:db8::1',
      '[2001:db8::2]:53',
    ])
    expect(readConfig({}).dnsServers).toEqual([])
  })

  it.each(['dns.example', '192.0.2.1:0', '192.0.2.1:99999', '192.0.2'])('stops the start for “%s”', (DNS_SERVERS) => {
    expect(() => readConfig({ DNS_SERVERS })).toThrow(/DNS_SERVERS.* must be addresses/)
  })
})
