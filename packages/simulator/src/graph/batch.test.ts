import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { graph, tokenOf } from '../../test/client.js'
import { type Simulator, startSimulator } from '../index.js'

let simulator: Simulator
let token: string
beforeAll(async () => {
  simulator = await startSimulator({ trafficFile: null })
  token = await tokenOf(simulator)
})
afterEach(() => simulator.clearFaults())
afterAll(() => simulator.stop())

const read = (id: string, url: string, more: object = {}) => ({ id, method: 'GET', url, ...more })
const batch = (requests: object[]) => graph(simulator, token, '/$batch', { method: 'POST', body: { requests } })

async function answers(
  requests: object[],
): Promise<Record<string, { status: number; body: never; headers: Record<string, string> }>> {
  const { status, body } = await batch(requests)
  expect(status).toBe(200)
  const responses = body['responses'] as { id: string; status: number; body: never; headers: Record<string, string> }[]
  return Object.fromEntries(responses.map((response) => [response.id, response]))
}

describe('a batch', () => {
  it('answers each request by itself, by its id', async () => {
    const found = await answers([
      read('a', '/organization?$select=id'),
      read('b', 'users?$top=2&$select=id'),
      read('c', '/users/nobody@contoso.onmicrosoft.com'),
    ])
    expect(found['a']).toMatchObject({ status: 200, body: { value: [{ id: expect.any(String) }] } })
    expect(found['b']).toMatchObject({
      status: 200,
      body: { value: [{}, {}], '@odata.nextLink': expect.stringContaining('/v1.0/users?') },
    })
    expect(found['c']).toMatchObject({
      status: 404,
      headers: { 'Content-Type': 'application/json' },
      body: { error: { code: 'Request_ResourceNotFound' } },
    })
  })

  it('hands the headers of a request to that request alone', async () => {
    const url = "/users?$count=true&$top=1&$filter=userType ne 'Guest'"
    const found = await answers([read('1', url, { headers: { ConsistencyLevel: 'eventual' } }), read('2', url)])
    expect([found['1']?.status, found['2']?.status]).toEqual([200, 400])
  })

  it('throttles one of its requests and not the others', async () => {
    simulator.addFault({ kind: 'throttle', path: '/users', retryAfter: 7, times: 1 })
    const found = await answers([read('1', '/users?$top=1'), read('2', '/groups?$top=1')])
    expect(found['1']).toMatchObject({ status: 429, headers: { 'Retry-After': '7' } })
    expect(found['2']?.status).toBe(200)
  })

  it('fails what depends on a failure with 424', async () => {
    const found = await answers([
      read('1', '/users/nobody@contoso.onmicrosoft.com'),
      read('2', '/organization', { dependsOn: ['1'] }),
      read('3', '/organization'),
    ])
    expect([found['2']?.status, found['3']?.status]).toEqual([424, 200])
  })

  it('carries out what depends on something in the order of the batch', async () => {
    const writable = await startSimulator({ scenario: 'single-organization', trafficFile: null })
    const writing = await tokenOf(writable)
    const [group] = (await graph(writable, writing, '/groups?$top=1&$filter=securityEnabled eq true')).body.value
    const url = `/groups/${String(group?.['id'])}`
    const write = (id: string, description: string, dependsOn: string[]) => ({
      id,
      method: 'PATCH',
      url,
      headers: { 'Content-Type': 'application/json' },
      body: { description },
      dependsOn,
    })
    const { body } = await graph(writable, writing, '/$batch', {
      method: 'POST',
      body: {
        requests: [
          write('1', 'First', []),
          write('2', 'Second', ['1']),
          read('3', `${url}?$select=description`, { dependsOn: ['2'] }),
        ],
      },
    })
    await writable.stop()
    expect(body['responses']).toEqual(
      expect.arrayContaining([
        { id: '1', status: 204, headers: expect.not.objectContaining({ 'Content-Type': expect.anything() }) },
        expect.objectContaining({ id: '3', body: expect.objectContaining({ description: 'Second' }) }),
      ]),
    )
  })

  it('answers in another order than it was asked', async () => {
    const requests = Array.from({ length: 12 }, (_, index) => read(String(index), '/organization?$select=id'))
    const { body } = await batch(requests)
    const ids = (body['responses'] as { id: string }[]).map(({ id }) => id)
    expect(ids).not.toEqual(requests.map(({ id }) => id))
    expect(ids.toSorted()).toEqual(requests.map(({ id }) => id).sort())
  })

  it('carries plain text as it is', async () => {
    const found = await answers([read('1', '/users/$count', { headers: { ConsistencyLevel: 'eventual' } })])
    expect(found['1']?.headers['Content-Type']).toBe('text/plain')
    expect(found['1']?.body).toMatch(/^\d+$/)
  })

  it.each([
    ['21 requests', Array.from({ length: 21 }, (_, index) => read(String(index), '/organization'))],
    ['an id twice, whatever its case', [read('a', '/organization'), read('A', '/organization')]],
    ['an absolute address', [read('1', 'https://graph.microsoft.com/v1.0/organization')]],
    ['a body without its content type', [{ id: '1', method: 'POST', url: '/users', body: {} }]],
    ['a dependency on nothing', [read('1', '/organization', { dependsOn: ['0'] })]],
    ['a batch within it', [read('1', '/$batch')]],
    ['something that is no request', ['/organization' as unknown as object]],
    ['no request', []],
  ])('is refused whole for %s', async (_, requests) => {
    expect((await batch(requests)).status).toBe(400)
  })
})
