import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { askForToken, firstApp, graph, tokenOf } from '../../test/client.js'
import { type Simulator, startSimulator } from '../index.js'

let simulator: Simulator
let token: string
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'two-companies', trafficFile: null })
  token = await tokenOf(simulator)
})
afterEach(() => simulator.reset())
afterAll(() => simulator.stop())

const organization = (as = token) => graph(simulator, as, '/organization?$select=id')

function raw(path = '/organization', signal?: AbortSignal): Promise<Response> {
  return fetch(`${simulator.graph}/v1.0${path}`, {
    headers: { authorization: `Bearer ${token}` },
    ...(signal ? { signal } : {}),
  })
}

function soon(): Promise<string> {
  return new Promise((resolve) => {
    setTimeout(resolve, 200, 'nothing yet')
  })
}

describe('throttling', () => {
  it.each([
    [30, /^30$/],
    ['date', /GMT$/],
  ] as const)('answers 429 and says %s in Retry-After', async (retryAfter, expected) => {
    simulator.addFault({ kind: 'throttle', retryAfter })
    const { status, headers, body } = await organization()
    expect([status, body]).toMatchObject([429, { error: { code: 'TooManyRequests' } }])
    expect(headers.get('retry-after')).toMatch(expected)
  })

  it('may leave Retry-After out', async () => {
    simulator.addFault({ kind: 'throttle', retryAfter: 'none' })
    expect((await organization()).headers.has('retry-after')).toBe(false)
  })

  it('at sign-in is AADSTS90055', async () => {
    simulator.addFault({ kind: 'throttle', service: 'login' })
    expect(await askForToken(simulator)).toMatchObject({ status: 429, body: { error_codes: [90055] } })
    expect((await organization()).status).toBe(200)
  })
})

describe('server errors', () => {
  it.each([500, 502, 503, 504] as const)('answer %i', async (status) => {
    simulator.addFault({ kind: 'serverError', status, retryAfter: 3 })
    const answer = await organization()
    expect(answer.status).toBe(status)
    expect(answer.headers.get('retry-after')).toBe('3')
  })

  it('of the token endpoint are AADSTS90033', async () => {
    simulator.addFault({ kind: 'tokenEndpointDown' })
    expect(await askForToken(simulator)).toMatchObject({ status: 503, body: { error_codes: [90033] } })
  })
})

describe('a broken exchange', () => {
  it('may give no headers, ever', async () => {
    simulator.addFault({ kind: 'hang' })
    const caller = new AbortController()
    const asked = raw('/organization', caller.signal)
    expect(await Promise.race([asked, soon()])).toBe('nothing yet')
    caller.abort()
    await expect(asked).rejects.toThrow()
  })

  it('may stall in the middle of the body', async () => {
    simulator.addFault({ kind: 'hang', phase: 'body' })
    const response = await raw()
    const reader = response.body!.getReader()
    const { value } = await reader.read()
    expect(value!.length).toBeLessThan(Number(response.headers.get('content-length')))
    expect(await Promise.race([reader.read(), soon()])).toBe('nothing yet')
    await reader.cancel()
  })

  it('may reset the connection', async () => {
    simulator.addFault({ kind: 'reset' })
    await expect(raw()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
  })

  it('may end before the JSON does', async () => {
    simulator.addFault({ kind: 'truncate' })
    const response = await raw()
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow()
  })

  it('may carry HTML in place of JSON', async () => {
    simulator.addFault({ kind: 'html' })
    const response = await raw()
    expect(response.headers.get('content-type')).toMatch(/^text\/html/)
    expect(await response.text()).toMatch(/^<!doctype html>/)
  })
})

describe('sign-in', () => {
  it('may be blocked by Conditional Access: AADSTS53003', async () => {
    simulator.addFault({ kind: 'conditionalAccess' })
    expect((await askForToken(simulator)).body).toMatchObject({ error_codes: [53003] })
  })

  it('judges Conditional Access only after the client has proved itself', async () => {
    simulator.addFault({ kind: 'conditionalAccess' })
    expect((await askForToken(simulator, { client_secret: 'wrong' })).body).toMatchObject({ error_codes: [7000215] })
  })

  it('may answer any error it knows', async () => {
    simulator.addFault({ kind: 'tokenError', code: 50196 })
    expect((await askForToken(simulator)).body).toMatchObject({ error: 'invalid_grant', error_codes: [50196] })
  })
})

describe('a fault', () => {
  it('strikes as often as told and is then spent', async () => {
    simulator.addFault({ kind: 'serverError', times: 2 })
    expect([await organization(), await organization(), await organization()].map(({ status }) => status)).toEqual([
      503, 503, 200,
    ])
    expect(simulator.state().faults).toEqual([])
  })

  it('strikes only beneath its path, with or without the version', async () => {
    simulator.addFault({ kind: 'serverError', path: '/v1.0/users' })
    simulator.addFault({ kind: 'throttle', path: '/groups' })
    expect((await graph(simulator, token, '/users?$top=1')).status).toBe(503)
    expect((await graph(simulator, token, '/groups?$top=1')).status).toBe(429)
    expect((await organization()).status).toBe(200)
  })

  it('of one tenant leaves the other alone', async () => {
    const [first, second] = simulator.apps
    simulator.addFault({ kind: 'serverError', tenantId: first!.tenantId })
    expect((await organization()).status).toBe(503)
    expect((await organization(await tokenOf(simulator, { app: second! }))).status).toBe(200)
  })

  it('can be switched off', async () => {
    const { id } = simulator.addFault({ kind: 'serverError' })
    expect(simulator.removeFault(id)).toBe(true)
    expect((await organization()).status).toBe(200)
  })
})

describe('secrets', () => {
  it('expire: AADSTS7000222, and a new one works at once', async () => {
    const contoso = simulator.tenant(firstApp(simulator).tenantId)
    contoso.expireSecret()
    expect((await askForToken(simulator)).body).toMatchObject({ error_codes: [7000222] })
    contoso.addSecret()
    expect((await askForToken(simulator)).status).toBe(200)
  })

  it('are replaced: the old one is wrong then, AADSTS7000215', async () => {
    const app = firstApp(simulator)
    const { value } = simulator.tenant(app.tenantId).addSecret({ removeOld: true })
    expect((await askForToken(simulator, {}, { app })).body).toMatchObject({ error_codes: [7000215] })
    expect((await askForToken(simulator, { client_secret: value }, { app })).status).toBe(200)
  })

  it('never come twice, however often they are replaced', () => {
    const contoso = simulator.tenant(firstApp(simulator).tenantId)
    const values = [1, 2, 3].map(() => contoso.addSecret({ removeOld: true }).value)
    expect(new Set([...values, firstApp(simulator).clientSecret]).size).toBe(3)
  })

  it('are added: the old one stays good', async () => {
    const app = firstApp(simulator)
    simulator.tenant(app.tenantId).addSecret()
    expect((await askForToken(simulator, {}, { app })).status).toBe(200)
  })
})
