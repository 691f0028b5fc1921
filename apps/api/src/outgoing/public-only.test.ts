import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo, LookupFunction } from 'node:net'
import { type AppError, createHost } from '@tenantry/core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { sendThrough } from '../connections/send-through.js'
import { isPublicAddress } from './public-address.js'
import { publicOnly } from './public-only.js'

let server: Server
let port: number
let arrived = 0

beforeAll(async () => {
  server = createServer((request, response) => {
    arrived++
    if (request.url === '/elsewhere') response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' })
    response.end('Hello')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
})
afterEach(() => {
  arrived = 0
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** A name server that answers with these, one answer after the other, the last one for ever. */
function names(...answers: (readonly string[])[]): LookupFunction {
  let asked = 0
  return (_hostname, _options, done) => {
    const answer = answers[Math.min(asked++, answers.length - 1)] ?? []
    done(
      null,
      answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }
}

/** The guard in the place where it stands: behind the door of a plugin. */
async function ask(guard: ReturnType<typeof publicOnly>, path = '/', host = 'cipp.contoso.example') {
  const send = sendThrough(guard)
  const door = createHost({
    plugin: { hosts: () => [`${host}:${port}`], forbiddenCalls: [], requestIdHeaders: [] },
    setup: { kind: 'app', config: {} },
    // The server of this test speaks no TLS, and the door asks for it.
    send: (url, init) => send(url.replace('https:', 'http:'), init),
    signal: new AbortController().signal,
    clock: { now: () => new Date() },
    log: () => undefined,
    onCall: () => undefined,
    workloadToken: () => Promise.reject(new Error('none')),
  })
  try {
    return (await door.fetch(`https://${host}:${port}${path}`)).status
  } catch (error) {
    return error as AppError
  }
}

const refused = expect.objectContaining({ code: 'address_forbidden' }) as AppError

describe('A request to a host that somebody entered (S-07)', () => {
  it.each([
    ['this machine', ['127.0.0.1']],
    ['a private network', ['10.1.2.3']],
    ['the metadata of clouds', ['169.254.169.254']],
    ['the metadata of clouds, as an address of IPv6', ['::ffff:169.254.169.254']],
    ['the metadata of clouds, through a translator', ['64:ff9b::a9fe:a9fe']],
    ['a public place and this machine', ['93.184.216.34', '127.0.0.1']],
    ['a public place and a private network', ['2606:4700::1111', 'fd00::5']],
    ['nowhere', []],
  ])('is not sent where its name leads to %s', async (_, addresses) => {
    expect(await ask(publicOnly({ lookup: names(addresses) }))).toEqual(refused)
    expect(arrived).toBe(0)
  })

  it.each(['10.0.0.1', '[fd00::5]', '[::ffff:a9fe:a9fe]', '[64:ff9b::a9fe:a9fe]', '169.254.169.254'])(
    'is not sent to %s, which needs no name server',
    async (host) => {
      expect(await ask(publicOnly(), '/', host)).toEqual(refused)
    },
  )

  it.each(['2852039166', '0xa9fea9fe', '0251.0376.0251.0376', '169.16689662'])(
    'is not sent to %s, which is 169.254.169.254',
    async (host) => {
      const { hostname } = new URL(`http://${host}`)
      expect(hostname).toBe('169.254.169.254')
      expect(await ask(publicOnly(), '/', hostname)).toEqual(refused)
    },
  )

  it.each(['127.0.0.1', '[::1]', '[::ffff:7f00:1]', '127.127.127.127', '0.0.0.0'])(
    'is not sent to %s, which the door itself refuses',
    async (host) => {
      expect(await ask(publicOnly(), '/', host)).toMatchObject({ code: expect.stringMatching(/forbidden/) as string })
      expect(arrived).toBe(0)
    },
  )

  it('is judged when it connects: a name that led elsewhere when it was saved helps nobody', async () => {
    const lookup = names(['93.184.216.34'], ['127.0.0.1'])
    await new Promise<void>((resolve) => {
      lookup('cipp.contoso.example', { all: true }, (_error, found) => {
        expect((found as { address: string }[]).every(({ address }) => isPublicAddress(address))).toBe(true)
        resolve()
      })
    })
    expect(await ask(publicOnly({ lookup }))).toEqual(refused)
    expect(arrived).toBe(0)
  })

  it('asks for a name once, and connects to what it judged: a second answer is never heard', async () => {
    const permits = (address: string) => address === '127.0.0.1'
    expect(await ask(publicOnly({ lookup: names(['127.0.0.1'], ['127.0.0.2']), permits }))).toBe(200)
    expect(arrived).toBe(1)
  })

  it('tells a name that nobody knows from one that leads to no public place', async () => {
    const unknown = Object.assign(new Error('queryA ENOTFOUND'), { code: 'ENOTFOUND' })
    const lookup: LookupFunction = (_hostname, _options, done) => done(unknown, [])
    expect(await ask(publicOnly({ lookup }))).toMatchObject({
      code: 'not_reachable',
      why: expect.stringContaining('its name is unknown') as string,
    })
  })

  it('follows no redirect', async () => {
    const permits = (address: string) => address === '127.0.0.1'
    expect(await ask(publicOnly({ lookup: names(['127.0.0.1']), permits }), '/elsewhere')).toBe(302)
    expect(arrived).toBe(1)
  })

  it('does not say where a name leads', async () => {
    const error = (await ask(publicOnly({ lookup: names(['10.1.2.3']) }))) as AppError
    expect(error).toEqual(refused)
    expect(JSON.stringify([error, error.why, error.fix])).not.toContain('10.1.2.3')
  })
})
