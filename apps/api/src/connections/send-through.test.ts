import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { createHost } from '@tenantry/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sendThrough } from './send-through.js'

let server: Server
let answer: (request: IncomingMessage, response: ServerResponse) => unknown

beforeAll(async () => {
  server = createServer((request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const abort = new AbortController()

/** The door of a plugin, with our way of sending behind it. */
const hostWith = (deadlineSeconds: number) =>
  createHost({
    deadlineSeconds,
    plugin: { hosts: () => ['api.example.com'], forbiddenCalls: [], requestIdHeaders: ['request-id'] },
    setup: { kind: 'app', config: {} },
    get simulator() {
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    },
    send: sendThrough(),
    signal: abort.signal,
    clock: { now: () => new Date() },
    log: () => undefined,
    onCall: () => undefined,
    workloadToken: () => Promise.reject(new Error('none')),
  })

const host = hostWith(30)
const URL = 'https://api.example.com/boats?berth=7'

describe('Calls that leave through the pool', () => {
  it('arrive as they were meant, and bring back status, headers and text', async () => {
    let seen: object = {}
    answer = async (request, response) => {
      const { method, url, headers } = request
      seen = { method, url, type: headers['content-type'], tide: headers['x-tide'], body: await text(request) }
      response.writeHead(201, { 'request-id': 'r-1', 'set-cookie': ['a=1', 'b=2'] }).end('{"name":"Jolle"}')
    }
    const response = await host.fetch(URL, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-tide': 'low' },
      body: '{"é":1}',
    })
    expect(seen).toEqual({
      method: 'POST',
      url: '/api.example.com/boats?berth=7',
      type: 'application/json',
      tide: 'low',
      body: '{"é":1}',
    })
    expect(response).toMatchObject({ ok: true, status: 201 })
    expect(response.headers.get('request-id')).toBe('r-1')
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
    expect(await response.clone().json()).toEqual({ name: 'Jolle' })
    expect(await response.text()).toBe('{"name":"Jolle"}')
  })

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('are unpacked from %s', async (encoding, pack) => {
    answer = (_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(pack('low tide'))
    expect(await (await host.fetch(URL)).text()).toBe('low tide')
  })

  it('show as much of a broken package as came (R-21)', async () => {
    const whole = 'low tide, high tide, '.repeat(500)
    answer = (_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(whole).subarray(0, 60))
    const shown = await (await host.fetch(URL)).text()
    expect(shown.length).toBeLessThan(whole.length)
    expect(whole.startsWith(shown)).toBe(true)
  })

  it('take other bodies than text, too', async () => {
    let body = ''
    answer = async (request, response) => {
      body = `${request.headers['content-type']} ${await text(request)}`
      response.end('{}')
    }
    await host.fetch(URL, { method: 'POST', body: new URLSearchParams({ tide: 'low' }) })
    expect(body).toBe('application/x-www-form-urlencoded;charset=UTF-8 tide=low')
  })

  it('follow no redirect', async () => {
    let asked = 0
    answer = (_, response) => {
      asked += 1
      response.writeHead(302, { location: '/elsewhere' }).end()
    }
    expect(await host.fetch(URL)).toMatchObject({ status: 302, ok: false })
    expect(asked).toBe(1)
  })

  it('end at the deadline, in the head as in the body (R-20)', async () => {
    const hurried = hostWith(1)
    answer = () => undefined
    await expect(hurried.fetch(URL)).rejects.toMatchObject({ code: 'timed_out' })
    answer = (_, response) => response.writeHead(200).write('{')
    await expect(hurried.fetch(URL)).rejects.toMatchObject({ code: 'timed_out' })
  })

  it('are told from an address where nobody is, and from a connection that is cut', async () => {
    answer = (request) => request.socket.resetAndDestroy()
    await expect(host.fetch(URL)).rejects.toMatchObject({
      code: 'not_reachable',
      why: expect.stringMatching(/cut/) as string,
    })
    answer = (request, response) => {
      response.writeHead(200).write('{')
      setTimeout(() => request.socket.resetAndDestroy(), 50)
    }
    await expect(host.fetch(URL)).rejects.toMatchObject({ code: 'not_reachable' })
  })

  it('end when the work is called off', async () => {
    answer = () => abort.abort()
    await expect(host.fetch(URL)).rejects.toMatchObject({ code: 'cancelled' })
    await expect(host.fetch(URL)).rejects.toMatchObject({ code: 'cancelled' })
  })
})
