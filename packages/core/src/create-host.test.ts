import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type CallRecord, createHost, type HostOptions } from './create-host.js'
import { AppError } from './errors.js'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const GUID = '0f8fad5b-d9cb-469f-a165-70867728950e'
let server: Server
let address: string
let answer: Answer
let arrived: IncomingMessage[]
let records: CallRecord[]

beforeAll(async () => {
  server = createServer((request, response) => {
    arrived.push(request)
    answer(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

beforeEach(() => {
  arrived = []
  records = []
  answer = (_, response) => response.end('{}')
})

function optionsWith(options: Partial<HostOptions> = {}): HostOptions {
  return {
    plugin: {
      hosts: () => ['api.example.com', 'Login.Example.com'],
      forbiddenCalls: [
        { pattern: /\/messages(\/|\(|$)/i, what: 'e-mail content' },
        { pattern: /^DELETE /, what: 'deletion' },
      ],
      requestIdHeaders: ['request-id', 'x-request-id'],
    },
    setup: { kind: 'app', config: {} },
    simulator: address,
    signal: new AbortController().signal,
    clock: { now: () => new Date() },
    log: () => undefined,
    onCall: (record) => records.push(record),
    workloadToken: () => Promise.reject(new Error('none')),
    ...options,
  }
}

const hostWith = (options?: Partial<HostOptions>) => createHost(optionsWith(options))

const refusal = async (call: Promise<unknown>): Promise<AppError> => {
  const error = await call.then(
    () => expect.fail('It was answered.'),
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(AppError)
  return error as AppError
}

describe('The host sends what a plugin may send', () => {
  it('to the simulated cloud in place of the real host, saying which host was meant', async () => {
    const response = await hostWith().fetch('https://api.example.com/v1/users?$top=1', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"a":1}',
    })
    expect(await response.json()).toEqual({})
    expect(arrived[0]).toMatchObject({
      method: 'POST',
      url: '/api.example.com/v1/users?$top=1',
      headers: {
        'x-forwarded-host': 'api.example.com',
        'x-forwarded-proto': 'https',
        'content-type': 'application/json',
      },
    })
  })

  it('to the real host when nothing is simulated, saying nothing of it', async () => {
    const sent: { url: string; headers: Headers }[] = []
    const send: typeof fetch = (url, init) => {
      sent.push({ url: new Request(url).url, headers: new Headers(init?.headers) })
      return Promise.resolve(new Response('{}'))
    }
    const { simulator: _, ...real } = optionsWith({ send })
    await createHost(real).fetch('https://api.example.com/v1/users?$top=1')
    expect(sent.map(({ url }) => url)).toEqual(['https://api.example.com/v1/users?$top=1'])
    expect(sent[0]?.headers.has('x-forwarded-host')).toBe(false)
  })

  it('whatever the case of a host', async () => {
    await hostWith().fetch('https://LOGIN.example.COM/token')
    expect(arrived).toHaveLength(1)
  })

  it('and hands back any status as an answer', async () => {
    answer = (_, response) => response.writeHead(503, { 'retry-after': '3' }).end('busy')
    const response = await hostWith().fetch('https://api.example.com/v1/users')
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('3')
    expect(await response.text()).toBe('busy')
  })

  it('and hands back an answer without a body', async () => {
    answer = (_, response) => response.writeHead(204).end()
    const response = await hostWith().fetch('https://api.example.com/v1/users', { method: 'PATCH' })
    expect(response.status).toBe(204)
    expect(await response.text()).toBe('')
  })
})

describe('The host refuses, before anything is sent (S-22)', () => {
  it.each([
    ['another host', 'https://evil.example.com/v1/users'],
    ['a host below an allowed one', 'https://evil.api.example.com/v1/users'],
    ['a host that begins like an allowed one', 'https://api.example.com.evil.test/'],
    ['an allowed host as a user name', 'https://api.example.com@evil.test/'],
    ['another port of an allowed host', 'https://api.example.com:8443/v1/users'],
    ['an allowed host with a dot at its end', 'https://api.example.com./v1/users'],
    ['plain http', 'http://api.example.com/v1/users'],
    ['a file', 'file:///etc/passwd'],
    ['data', 'data:text/plain,hello'],
    ['this machine', 'https://127.0.0.1/'],
    ['the address of the simulated cloud itself', '%SIMULATOR%/_control/state'],
    ['a user name and password', 'https://me:pw@api.example.com/v1/users'],
    ['no address at all', '/v1/users'],
  ])('%s', async (_, url) => {
    const error = await refusal(hostWith().fetch(url.replace('%SIMULATOR%', address)))
    expect(error.code).toBe('call_forbidden')
    expect(`${error.message} ${error.fix} ${JSON.stringify(records)}`).not.toContain('pw')
    expect(arrived).toEqual([])
  })

  it.each([
    ['plainly', '/v1/users/me/messages'],
    ['as a parent of something', '/v1/users/me/messages/1/attachments'],
    ['as a call', '/v1/users/me/messages(1)'],
    ['in other letters', '/v1/users/me/MESSAGES'],
    ['with an encoded letter', '/v1/users/me/%6dessages'],
    ['with an encoded slash', '/v1/users%2Fme%2Fmessages'],
    ['with a doubled slash', '/v1/users//me//messages'],
    ['behind a dot segment', '/v1/users/me/x/../messages'],
    ['behind an encoded dot segment', '/v1/users/me/x/%2e%2e/messages'],
    ['behind a dot', '/v1/users/me/./messages/.'],
    ['with backslashes', '/v1/users/me\\messages'],
    ['with an encoded backslash', '/v1/users/me%5Cmessages'],
    ['with a query', '/v1/users/me/messages?$select=subject'],
    ['before a fragment', '/v1/users/me/messages#x'],
    ['encoded twice', '/v1/users/me/%256dessages'],
    ['beside broken encoding', '/v1/users/%zz/%6dessages'],
    ['with a tab in it', '/v1/users/me/mess\tages'],
    ['with an encoded end', '/v1/users/me/messages%00'],
    ['with an encoded line break', '/v1/users/me/messages%0a'],
    ['with an encoded space behind', '/v1/users/me/messages%20'],
    ['with matrix parameters', '/v1/users/me/messages;v=1'],
  ])('a forbidden call written %s (N22)', async (_, path) => {
    expect(await refusal(hostWith().fetch(`https://api.example.com${path}`))).toMatchObject({
      code: 'call_forbidden',
    })
    expect(arrived).toEqual([])
  })

  it('a forbidden method, in any letters', async () => {
    const error = await refusal(hostWith().fetch('https://api.example.com/v1/users/1', { method: 'delete' }))
    expect(error).toMatchObject({ code: 'call_forbidden' })
    expect(error.why).toContain('it would touch deletion')
    expect(arrived).toEqual([])
  })

  it('and says which rule, without the ids in the address', async () => {
    const error = await refusal(hostWith().fetch(`https://api.example.com/v1/users/${GUID}/messages?q=1`))
    expect(error.why).toBe('GET api.example.com/v1/users/{id}/messages was not sent: it would touch e-mail content.')
  })

  it('and tells the integration log of the attempt (N22)', async () => {
    await refusal(hostWith().fetch('https://api.example.com/v1/users/me/messages', { purpose: 'Peek' }))
    expect(records).toMatchObject([
      {
        operation: 'GET api.example.com/v1/users/me/messages',
        purpose: 'Peek',
        problem: { code: 'call_forbidden' },
      },
    ])
  })
})

describe('The host gives up', () => {
  it('waits longer for a call that asks for patience', async () => {
    answer = (_, response) => void setTimeout(() => response.end('{}'), 400)
    const host = hostWith({ deadlineSeconds: 0.2 })
    expect((await host.fetch('https://api.example.com/slow', { patience: 20 })).status).toBe(200)
    expect(await refusal(host.fetch('https://api.example.com/slow'))).toMatchObject({ code: 'timed_out' })
  })

  it('with timed_out when no answer comes, and lets go of the socket', async () => {
    answer = () => undefined
    const call = refusal(hostWith({ deadlineSeconds: 0.3 }).fetch('https://api.example.com/v1/users'))
    expect(await call).toMatchObject({ code: 'timed_out', retryable: true, health: 'serviceError' })
    await closed(arrived[0])
  })

  it('with timed_out when an answer begins and never ends', async () => {
    answer = (_, response) => response.writeHead(200, { 'content-length': '100' }).write('{"value":[')
    const call = refusal(hostWith({ deadlineSeconds: 0.3 }).fetch('https://api.example.com/v1/users'))
    expect(await call).toMatchObject({ code: 'timed_out' })
    await closed(arrived[0])
  })

  it('with timed_out when an answer trickles in for ever', async () => {
    answer = (_, response) => {
      const drip = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(drip))
    }
    expect(await refusal(hostWith({ deadlineSeconds: 0.3 }).fetch('https://api.example.com/x'))).toMatchObject({
      code: 'timed_out',
    })
    await closed(arrived[0])
  })

  it('with cancelled when the work is called off, and lets go of the socket', async () => {
    const abort = new AbortController()
    answer = () => abort.abort()
    const call = refusal(hostWith({ signal: abort.signal }).fetch('https://api.example.com/v1/users'))
    expect(await call).toMatchObject({ code: 'cancelled' })
    await closed(arrived[0])
  })

  it('with cancelled when the plugin itself calls it off', async () => {
    const abort = new AbortController()
    answer = () => abort.abort()
    const call = refusal(hostWith().fetch('https://api.example.com/v1/users', { signal: abort.signal }))
    expect(await call).toMatchObject({ code: 'cancelled' })
  })

  it('before sending anything when the work was called off earlier', async () => {
    const call = refusal(hostWith({ signal: AbortSignal.abort() }).fetch('https://api.example.com/v1/users'))
    expect(await call).toMatchObject({ code: 'cancelled' })
    expect(arrived).toEqual([])
  })

  it('with not_reachable when the connection is cut, and says so', async () => {
    answer = (request) => request.socket.resetAndDestroy()
    const error = await refusal(hostWith().fetch('https://api.example.com/v1/users'))
    expect(error).toMatchObject({ code: 'not_reachable', retryable: true })
    expect(error.why).toBe('The connection to api.example.com failed: the connection was cut.')
  })

  it('with not_reachable when the answer breaks off', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"value":[')
      setImmediate(() => response.destroy())
    }
    expect(await refusal(hostWith().fetch('https://api.example.com/x'))).toMatchObject({ code: 'not_reachable' })
  })

  it('with not_reachable when nothing listens', async () => {
    const gone = createServer().listen(0, '127.0.0.1')
    await once(gone, 'listening')
    const { port } = gone.address() as AddressInfo
    await new Promise((resolve) => gone.close(resolve))
    const error = await refusal(hostWith({ simulator: `http://127.0.0.1:${port}` }).fetch('https://api.example.com/x'))
    expect(error.why).toBe('The connection to api.example.com failed: nothing answers at that address.')
  })

  it('with unexpected_answer when an answer is larger than it may be, and reads no further', async () => {
    answer = (_, response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(1000))) continue
      }
      response.on('drain', more)
      more()
    }
    const error = await refusal(hostWith({ maxBytes: 5000 }).fetch('https://api.example.com/x'))
    expect(error).toMatchObject({ code: 'unexpected_answer' })
    expect(error.why).toContain('more than 5000 bytes')
    await closed(arrived[0])
  })

  it('never at an answer of exactly the largest size', async () => {
    answer = (_, response) => response.end('x'.repeat(5000))
    const response = await hostWith({ maxBytes: 5000 }).fetch('https://api.example.com/x')
    expect(await response.text()).toHaveLength(5000)
  })

  it('and counts the bytes after unpacking, so that a small answer cannot grow large', async () => {
    answer = (_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(1_000_000)))
    expect(await refusal(hostWith({ maxBytes: 5000 }).fetch('https://api.example.com/x'))).toMatchObject({
      code: 'unexpected_answer',
    })
  })
})

describe('The host follows no redirect', () => {
  it.each([301, 302, 303, 307, 308])('of status %i, and takes no credential elsewhere', async (status) => {
    answer = (request, response) => {
      if (request.url === '/stolen') response.end('caught')
      else response.writeHead(status, { location: `${address}/stolen` }).end()
    }
    const response = await hostWith().fetch('https://api.example.com/v1/users', {
      headers: { authorization: 'Bearer t' },
    })
    expect(response.status).toBe(status)
    expect(arrived.map(({ url }) => url)).toEqual(['/api.example.com/v1/users'])
  })
})

describe('The integration log', () => {
  it('keeps what was done, why, with what leave, and how it ended', async () => {
    answer = (_, response) => response.writeHead(200, { 'x-request-id': 'r-1' }).end('{}')
    await hostWith({ clock: { now: () => new Date('2026-05-01T10:00:00Z') } }).fetch(
      'https://api.example.com/v1/users',
      {
        purpose: 'Read users',
        permissions: ['User.Read.All'],
      },
    )
    expect(records).toEqual([
      {
        at: '2026-05-01T10:00:00.000Z',
        operation: 'GET api.example.com/v1/users',
        purpose: 'Read users',
        durationMs: 0,
        permissions: ['User.Read.All'],
        status: 200,
        requestId: 'r-1',
      },
    ])
  })

  it('prefers the request id header named first', async () => {
    answer = (_, response) => response.writeHead(200, { 'x-request-id': 'second', 'request-id': 'first' }).end('{}')
    await hostWith().fetch('https://api.example.com/v1/users')
    expect(records[0]?.requestId).toBe('first')
  })

  it('keeps a call without an answer with its problem and no status', async () => {
    answer = (request) => request.socket.resetAndDestroy()
    await refusal(hostWith().fetch('https://api.example.com/v1/users'))
    expect(records).toMatchObject([{ problem: { code: 'not_reachable' } }])
    expect(records[0]).not.toHaveProperty('status')
  })

  it.each([
    ['a query', "/v1/users?$filter=mail eq 'adele@contoso.com'&secret=s3cr3t", '/v1/users'],
    ['an id', `/v1/users/${GUID}/manager`, '/v1/users/{id}/manager'],
    ['an id in brackets', `/v1/apps(appId='${GUID.toUpperCase()}')`, "/v1/apps(appId='{id}')"],
    ['a mail address', '/v1/users/adele@contoso.com/manager', '/v1/users/{user}/manager'],
    ['an encoded mail address', '/v1/users/adele%40contoso.com', '/v1/users/{user}'],
    ['a mail address in brackets', "/v1/users('adele@contoso.com')/manager", "/v1/users('{user}')/manager"],
    ['a body', '/v1/users', '/v1/users'],
    ['a fragment', '/v1/users#s3cr3t', '/v1/users'],
  ])('never keeps %s', async (_, path, kept) => {
    await hostWith().fetch(`https://api.example.com${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer s3cr3t' },
      body: 's3cr3t',
    })
    expect(records[0]?.operation).toBe(`POST api.example.com${kept}`)
    expect(JSON.stringify(records)).not.toContain('s3cr3t')
  })
})

/** Resolves once the far side of an exchange is gone; the test times out if it stays. */
async function closed(request: IncomingMessage | undefined): Promise<void> {
  if (request && !request.socket.destroyed) await new Promise((resolve) => request.socket.once('close', resolve))
}
