import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { failure, open } from './support/connection.js'
import { readerOf, TenantReading } from './support/reading.js'
import { readingSetup } from './support/setups.js'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'demo', limits: 'off' })
})
beforeEach(() => simulator.reset())
afterAll(() => simulator.stop())

const reader = readerOf('entra.perUserMfa')
const connect = (options?: Parameters<typeof open>[2]) => open(simulator, readingSetup(simulator), options)
const read = ({ microsoft }: ReturnType<typeof open>) =>
  new TenantReading(microsoft).read(reader) as Promise<Record<string, unknown>[]>

/** The batches as they were sent, with an answer of one's own in place of Graph's. */
function answeringBatches(answer: (requests: { id: string }[]) => object[]) {
  const opened = connect({
    answer: (url) => {
      if (!url.endsWith('/$batch')) return undefined
      const body = JSON.parse(opened.sent.at(-1)?.body ?? '{}') as { requests: { id: string }[] }
      return Response.json({ responses: answer(body.requests) })
    },
  })
  return opened
}

const state = (id: string) => ({ id, status: 200, body: { perUserMfaState: 'disabled' } })

describe('What Graph shows object by object is read in batches', () => {
  it('of twenty at most, each with a state of its own', async () => {
    const opened = connect()
    const rows = await read(opened)
    const batches = opened.sent.filter(({ url }) => url.endsWith('/$batch'))
    expect(batches).toHaveLength(Math.ceil(rows.length / 20))
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
    expect(rows.filter(({ perUserMfaState }) => typeof perUserMfaState !== 'string')).toEqual([])
  })

  it.each([429, 503] as const)('%i inside of it: those are asked again alone, and none is lost', async (status) => {
    const whole = await read(connect())
    simulator.addFault({ kind: 'partialBatch', status, times: 3, probability: 1 })
    const opened = connect()
    expect(await read(opened)).toEqual(whole)
    expect(opened.sent.filter(({ url }) => url.includes('/authentication/requirements'))).toHaveLength(3)
  })

  it('an answer that is missing is an error, not a user without a state', async () => {
    const opened = answeringBatches((requests) => requests.slice(1).map(({ id }) => state(id)))
    expect((await failure(read(opened))).why).toContain('1 of 20 answers missing')
  })

  it('a user who was deleted since is left out', async () => {
    const whole = await read(connect())
    const gone = { status: 404, body: { error: { code: 'Request_ResourceNotFound', message: 'Gone.' } } }
    const opened = answeringBatches((requests) =>
      requests.map(({ id }) => (id === '0' && requests.length === 20 ? { id, ...gone } : state(id))),
    )
    expect(await read(opened)).toHaveLength(whole.length - Math.floor(whole.length / 20))
  })

  it('a refusal inside of it is told with its reason', async () => {
    const refused = { status: 403, body: { error: { code: 'Authorization_RequestDenied', message: 'No.' } } }
    const opened = connect({
      answer: (url) => {
        if (url.endsWith('/$batch')) {
          const { requests } = JSON.parse(opened.sent.at(-1)?.body ?? '{}') as { requests: { id: string }[] }
          return Response.json({ responses: requests.map(({ id }) => ({ id, ...refused })) })
        }
        return url.includes('/requirements') ? Response.json(refused.body, { status: 403 }) : undefined
      },
    })
    expect((await failure(read(opened))).code).toBe('permission_propagating')
  })
})
