import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { firstApp, graph, tokenOf } from '../../test/client.js'
import { type SchemaSurprise, type Simulator, startSimulator } from '../index.js'

let simulator: Simulator
let token: string
beforeAll(async () => {
  simulator = await startSimulator({ trafficFile: null })
  token = await tokenOf(simulator)
})
afterEach(() => simulator.reset())
afterAll(() => simulator.stop())

const get = (path: string) => graph(simulator, token, path)

function raw(path: string): Promise<Response> {
  return fetch(`${simulator.graph}/v1.0${path}`, { headers: { authorization: `Bearer ${token}` } })
}

const nextLink = (body: Record<string, unknown>) => String(body['@odata.nextLink'])

describe('a broken exchange', () => {
  it('may end in the middle of its compressed bytes: R-21', async () => {
    simulator.addFault({ kind: 'truncatedGzip' })
    const response = await raw('/users?$top=5')
    expect([response.status, response.headers.get('content-encoding')]).toEqual([200, 'gzip'])
    await expect(response.json()).rejects.toThrow()
  })

  it('may begin with a byte order mark: R-21', async () => {
    simulator.addFault({ kind: 'byteOrderMark' })
    const bytes = Buffer.from(await (await raw('/organization')).arrayBuffer())
    expect([...bytes.subarray(0, 4)]).toEqual([0xef, 0xbb, 0xbf, '{'.charCodeAt(0)])
  })

  it('may be 204 where there should be an answer: R-21', async () => {
    simulator.addFault({ kind: 'noContent' })
    const response = await raw('/organization')
    expect([response.status, await response.text()]).toEqual([204, ''])
  })

  it('may carry an error with status 200: R-22', async () => {
    simulator.addFault({ kind: 'errorInside' })
    expect(await get('/organization')).toMatchObject({ status: 200, body: { error: { code: 'UnknownError' } } })
  })

  it('may lose the answer to what was carried out', async () => {
    const { body } = await get('/groups?$top=1&$select=id,description')
    const group = String(body.value[0]?.['id'])
    simulator.addFault({ kind: 'lostAnswer', method: 'PATCH', times: 1 })
    const lost = await fetch(`${simulator.graph}/v1.0/groups/${group}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ description: 'Changed although nobody heard of it' }),
    })
    expect([lost.status, lost.headers.get('content-type')]).toEqual([504, 'text/html; charset=utf-8'])
    const status = simulator.requests()[0]
    expect(status).toMatchObject({ method: 'PATCH', status: 504, struck: ['lostAnswer'] })
  })

  it('may be late', async () => {
    simulator.addFault({ kind: 'slow', milliseconds: 60_000, path: '/users', times: 1 })
    const caller = new AbortController()
    const late = fetch(`${simulator.graph}/v1.0/users`, {
      headers: { authorization: `Bearer ${token}` },
      signal: caller.signal,
    })
    expect((await get('/organization')).status).toBe(200)
    caller.abort()
    await expect(late).rejects.toThrow()
  })

  it('may come from a server whose clock is off', async () => {
    simulator.addFault({ kind: 'clockSkew', skewSeconds: -7200 })
    const { headers } = await get('/organization')
    const off = Date.parse(headers.get('date') ?? '') - simulator.now().getTime()
    expect(Math.round(off / 60_000)).toBe(-120)
  })
})

describe('a broken list', () => {
  it('may fail at a later page: R-22', async () => {
    simulator.addFault({ kind: 'failedPage', after: 1 })
    const first = await get('/users?$top=5')
    const second = await graph(simulator, token, nextLink(first.body))
    expect([first.status, second.status]).toEqual([200, 200])
    expect((await graph(simulator, token, nextLink(second.body))).status).toBe(503)
  })

  it('may go round: R-22', async () => {
    simulator.addFault({ kind: 'loopingLink', path: '/users' })
    const { body } = await get('/users?$top=5')
    expect(nextLink(body)).toBe(`${simulator.graph}/v1.0/users?$top=5`)
  })

  it('may lead to a foreign host: R-22', async () => {
    simulator.addFault({ kind: 'foreignLink', path: '/users' })
    expect(new URL(nextLink((await get('/users?$top=5')).body)).host).toBe('graph.microsoft.com.example')
  })

  it('may lack half of its objects, always the same: R-26', async () => {
    const whole = (await get('/users?$top=100&$select=id')).body.value
    simulator.addFault({ kind: 'missingHalf', path: '/users' })
    const half = (await get('/users?$top=100&$select=id')).body.value
    expect(half.length).toBeGreaterThan(0)
    expect(half.length).toBeLessThan(whole.length)
    expect((await get('/users?$top=100&$select=id')).body.value).toEqual(half)
    expect(whole).toEqual(expect.arrayContaining(half))
  })

  it('may be empty and go on', async () => {
    simulator.addFault({ kind: 'emptyPage', times: 1 })
    const { body } = await get('/users?$top=5')
    expect(body.value).toEqual([])
    expect((await graph(simulator, token, nextLink(body))).body.value).toHaveLength(5)
  })
})

describe('a schema surprise: R-23', () => {
  async function first(as: SchemaSurprise, property?: string) {
    simulator.addFault({ kind: 'schemaSurprise', as, ...(property === undefined ? {} : { property }) })
    const { body } = await get('/users?$top=2&$select=id,displayName,accountEnabled')
    return body.value[0] ?? {}
  }

  it('may be a value that no one knows', async () => {
    simulator.addFault({ kind: 'schemaSurprise', as: 'unknownEnum' })
    const { body } = await get('/identity/conditionalAccess/policies')
    expect(body.value[0]).toMatchObject({ state: 'evolvedValue' })
  })

  it('may be a field that is missing', async () => {
    expect(await first('missingField', 'displayName')).not.toHaveProperty('displayName')
  })

  it('may be a field of another type', async () => {
    expect(await first('wrongType', 'accountEnabled')).toMatchObject({
      accountEnabled: expect.stringMatching(/true|false/),
    })
  })

  it('may be an object that was not there before', async () => {
    expect(await first('newNestedObject')).toMatchObject({ insights: { scopes: [{ depth: { level: 3 } }] } })
  })

  it('may be a text of a megabyte', async () => {
    expect(String((await first('hugeString'))['displayName'])).toHaveLength(1024 * 1024)
  })

  it('may be half of a character', async () => {
    expect(String((await first('loneSurrogate'))['displayName'])).toMatch(/\ud83d$/)
  })

  it('may be a NUL', async () => {
    expect(String((await first('nul'))['displayName'])).toMatch(/\0$/)
  })
})

describe('a claims challenge: R-29', () => {
  it('is 401 with the claims that the next token must meet', async () => {
    simulator.addFault({ kind: 'claimsChallenge', times: 1 })
    const { status, headers, body } = await get('/organization')
    expect([status, body]).toMatchObject([401, { error: { code: 'InvalidAuthenticationToken' } }])
    const challenge = headers.get('www-authenticate') ?? ''
    expect(challenge).toContain('error="insufficient_claims"')
    const claims = Buffer.from(/claims="([^"]+)"/.exec(challenge)?.[1] ?? '', 'base64').toString()
    expect(JSON.parse(claims)).toMatchObject({ access_token: { nbf: { essential: true } } })
    expect((await get('/organization')).status).toBe(200)
  })
})

describe('a batch', () => {
  const batch = async (count: number) => {
    const requests = Array.from({ length: count }, (_, id) => ({
      id: String(id),
      method: 'GET',
      url: `/users?$top=${id + 1}&$select=id`,
    }))
    const { status, body } = await graph(simulator, token, '/$batch', { method: 'POST', body: { requests } })
    return { status, responses: body['responses'] as { id: string; status: number; body: Record<string, unknown> }[] }
  }

  it('may fail in part: §9.20', async () => {
    simulator.addFault({ kind: 'partialBatch', status: 429, after: 1, probability: 1, times: 2 })
    const { status, responses } = await batch(5)
    expect(status).toBe(200)
    const failed = responses.filter((response) => response.status === 429).map(({ id }) => id)
    expect(failed.toSorted()).toEqual(['1', '2'])
  })

  it('meets the faults of the paths in it', async () => {
    simulator.addFault({ kind: 'loopingLink', path: '/users', times: 1 })
    const { responses } = await batch(2)
    const links = responses.map(({ body }) => nextLink(body))
    expect(links.filter((link) => link.endsWith('/users?$top=1&$select=id'))).toHaveLength(1)
  })
})

describe('a run with faults', () => {
  async function statuses(): Promise<number[]> {
    const users = (await get('/users?$top=30&$select=id')).body.value
    simulator.addFault({ kind: 'serverError', probability: 0.5 })
    const answers = await Promise.all(users.map(({ id }) => get(`/users/${String(id)}?$select=id`)))
    return answers.map(({ status }) => status)
  }

  it('is replayed by its seed: N2', async () => {
    const once = await statuses()
    expect(new Set(once)).toEqual(new Set([200, 503]))
    simulator.reset()
    expect(await statuses()).toEqual(once)
    simulator.reset(2)
    expect(await statuses()).not.toEqual(once)
    simulator.reset(1)
  })
})

describe('the request log', () => {
  it('tells what was asked, how it ended, and what struck it', async () => {
    simulator.addFault({ kind: 'throttle', path: '/users', times: 1 })
    await get('/users?$top=1')
    await get('/organization?$select=id')
    const { tenantId } = firstApp(simulator)
    expect(simulator.requests()).toMatchObject([
      {
        number: 2,
        method: 'GET',
        url: 'https://graph.microsoft.com/v1.0/organization?$select=id',
        status: 200,
        tenantId,
      },
      { number: 1, status: 429, struck: ['throttle'], tenantId },
    ])
    expect(simulator.requests()[0]).not.toHaveProperty('struck')
  })
})
