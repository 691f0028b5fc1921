import { AppError } from '@tenantry/core'
import { type FaultPlan, startSimulator, type Simulator } from '@tenantry/simulator'
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

const connect = (answer?: Parameters<typeof open>[2]) => open(simulator, readingSetup(simulator), answer)

/** Graph's own pages, cut smaller, so that a small tenant has several. */
function inSmallPages() {
  const opened = open(simulator, readingSetup(simulator))
  const graph = opened.microsoft.graph
  const page = graph.page.bind(graph)
  graph.page = (path, schema, call) => page(path.replace(/\$top=\d+/, '$top=30'), schema, call)
  return opened
}

describe('A list that is read page by page', () => {
  it.each(['entra.users', 'entra.perUserMfa', 'entra.registrationDetails', 'entra.graphPermissionHolders'])(
    '%s: goes on from any page, with another client, to the same whole',
    async (id) => {
      const reader = readerOf(id)
      const pages = []
      for await (const page of new TenantReading(inSmallPages().microsoft).pages(reader)) pages.push(page)
      expect(pages.length).toBeGreaterThan(1)
      expect(pages.at(-1)?.next).toBeUndefined()
      for (const [index, { next }] of pages.slice(0, -1).entries()) {
        const rest = []
        for await (const page of new TenantReading(connect().microsoft).pages(reader, next)) rest.push(...page.items)
        expect(rest).toEqual(pages.slice(index + 1).flatMap(({ items }) => items))
      }
    },
  )

  it('remembers a place in it without host and without token', async () => {
    const pages = new TenantReading(inSmallPages().microsoft).pages(readerOf('entra.users'))
    const { value: first } = await pages[Symbol.asyncIterator]().next()
    expect((first as { next: string }).next).toMatch(/^\/v1\.0\/users\?/)
  })

  it('goes on after an empty page that is not the last', async () => {
    const whole = await new TenantReading(connect().microsoft).read(readerOf('entra.users'))
    simulator.addFault({ kind: 'emptyPage', path: '/users', times: 1 })
    expect(await new TenantReading(connect().microsoft).read(readerOf('entra.users'))).toEqual(whole)
  })

  it('that was left too long ago is to be read anew', async () => {
    const body = { error: { code: 'Directory_ExpiredPageToken', message: 'The page token has expired.' } }
    const opened = connect({
      answer: (url) => (url.includes('skiptoken') ? Response.json(body, { status: 400 }) : undefined),
    })
    const pages = new TenantReading(opened.microsoft).pages(readerOf('entra.users'), '/v1.0/users?$skiptoken=old')
    expect((await failure(pages[Symbol.asyncIterator]().next())).code).toBe('page_expired')
  })
})

describe('An answer out of which nothing may be read is no list and no object (C35)', () => {
  const broken: FaultPlan[] = [
    { kind: 'loopingLink', service: 'graph' },
    { kind: 'foreignLink', service: 'graph' },
    { kind: 'errorInside', service: 'graph' },
    { kind: 'noContent', service: 'graph' },
    { kind: 'html', service: 'graph' },
    { kind: 'truncate', service: 'graph' },
    { kind: 'serverError', service: 'graph', status: 500 },
  ]

  it.each(broken.map((fault) => ({ fault })))('$fault.kind: users', async ({ fault }) => {
    simulator.addFault(fault)
    const error = await failure(new TenantReading(connect().microsoft).read(readerOf('entra.users')))
    expect(error).toBeInstanceOf(AppError)
  })

  it.each(broken.slice(2).map((fault) => ({ fault })))('$fault.kind: one policy', async ({ fault }) => {
    simulator.addFault(fault)
    const error = await failure(new TenantReading(connect().microsoft).read(readerOf('entra.securityDefaults')))
    expect(error).toBeInstanceOf(AppError)
  })

  it('sends no token to where a link leads astray', async () => {
    simulator.addFault({ kind: 'foreignLink', service: 'graph' })
    const opened = connect()
    await failure(new TenantReading(opened.microsoft).read(readerOf('entra.users')))
    expect(opened.sent.filter(({ url }) => !url.startsWith(simulator.url))).toEqual([])
    expect(opened.sent.filter(({ url }) => url.includes('microsoft.com.example'))).toEqual([])
  })

  it('a page that fails in the middle ends the list with an error, and what came before is known to be a part', async () => {
    const opened = inSmallPages()
    simulator.addFault({ kind: 'failedPage', path: '/users', status: 500 })
    const pages: unknown[] = []
    const all = async () => {
      for await (const page of new TenantReading(opened.microsoft).pages(readerOf('entra.users'))) pages.push(page)
    }
    await failure(all())
    expect(pages.every((page) => (page as { next?: string }).next !== undefined)).toBe(true)
  })
})

describe('A service that asks for time gets it', () => {
  it('waits as long as it is told, and reads on', async () => {
    simulator.addFault({ kind: 'throttle', path: '/users', retryAfter: 1, times: 2 })
    expect(await new TenantReading(connect().microsoft).read(readerOf('entra.users'))).not.toHaveLength(0)
  })

  it('asks a service that is down again, and then says so', async () => {
    simulator.addFault({ kind: 'serverError', path: '/users', status: 503, retryAfter: 1, times: 1 })
    expect(await new TenantReading(connect().microsoft).read(readerOf('entra.users'))).not.toHaveLength(0)
  })
})
