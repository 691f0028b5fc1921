import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type CallRecord, createHost, type HostOptions } from './create-host.js'
import { nameUnanswered } from './shared-errors.js'

let server: Server
let address: string
let arrived: number
let records: CallRecord[]

beforeAll(async () => {
  server = createServer((_, response) => {
    arrived += 1
    response.end('{}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => server.close())

beforeEach(() => {
  arrived = 0
  records = []
})

const hostWith = (options: Partial<HostOptions> = {}) =>
  createHost({
    plugin: {
      hosts: () => ['api.example.com'],
      forbiddenCalls: [
        { pattern: /\/messages(\/|$)/i, what: 'e-mail content' },
        { pattern: /^DELETE /, what: 'deletion' },
      ],
      bundles: [{ pattern: /\/\$batch$/i, calls: callsIn }],
      requestIdHeaders: [],
    },
    setup: { kind: 'app', config: {} },
    simulator: address,
    signal: new AbortController().signal,
    clock: { now: () => new Date() },
    log: () => undefined,
    onCall: (record) => records.push(record),
    workloadToken: () => Promise.reject(new Error('none')),
    ...options,
  })

function callsIn(body: string): { method: string; path: string }[] | undefined {
  try {
    return JSON.parse(body) as { method: string; path: string }[]
  } catch {
    return undefined
  }
}

const bundle = (body: RequestInit['body']) =>
  hostWith().fetch('https://api.example.com/v1/$batch', { method: 'POST', body: body ?? null })

describe('The host sees the calls that travel inside another one', () => {
  it('and sends them when each of them may be made', async () => {
    await bundle(JSON.stringify([{ method: 'GET', path: '/v1/users/1/requirements' }]))
    expect(arrived).toBe(1)
  })

  it.each([
    ['one of them touches what is never touched', [{ method: 'GET', path: '/v1/users/1/messages' }]],
    [
      'one among many does',
      [
        ...Array.from({ length: 19 }, () => ({ method: 'GET', path: '/v1/x' })),
        { method: 'GET', path: '/a/Messages/1' },
      ],
    ],
    ['its method is forbidden, in any letters', [{ method: 'delete', path: '/v1/users/1' }]],
    ['a path is encoded', [{ method: 'GET', path: '/v1/users/1/%6dessages' }]],
    ['a path goes up', [{ method: 'GET', path: '/v1/x/../users/1/messages' }]],
    ['a path leads to another host', [{ method: 'GET', path: 'https://elsewhere.example/v1/x' }]],
    ['a path leads to another host without naming a scheme', [{ method: 'GET', path: '//elsewhere.example/v1/x' }]],
  ])('and sends nothing when %s', async (_, calls) => {
    await expect(bundle(JSON.stringify(calls))).rejects.toMatchObject({ code: 'call_forbidden' })
    expect(arrived).toBe(0)
  })

  it.each([
    ['cannot be read', '{'],
    ['is no text', new URLSearchParams({ a: 'b' })],
    ['is missing', null],
  ])('and sends nothing when its body %s', async (_, body) => {
    await expect(bundle(body)).rejects.toMatchObject({ code: 'call_forbidden' })
    expect(arrived).toBe(0)
  })
})

describe('The host asks the domain name system', () => {
  it('and notes what was asked', async () => {
    const host = hostWith({ resolve: () => Promise.resolve(['v=spf1 -all']) })
    await expect(host.resolve('contoso.example', 'TXT')).resolves.toEqual(['v=spf1 -all'])
    expect(records).toMatchObject([{ operation: 'DNS TXT contoso.example' }])
  })

  it('and tells a name that nobody answers for from one that does not exist', async () => {
    const host = hostWith({ resolve: (name) => Promise.reject(nameUnanswered({ name, reason: 'SERVFAIL' })) })
    await expect(host.resolve('contoso.example', 'MX')).rejects.toMatchObject({ code: 'name_unanswered' })
    expect(records).toMatchObject([{ operation: 'DNS MX contoso.example', problem: { code: 'name_unanswered' } }])
  })

  it('only where that is allowed', async () => {
    await expect(hostWith().resolve('contoso.example', 'TXT')).rejects.toMatchObject({ code: 'call_forbidden' })
  })
})
