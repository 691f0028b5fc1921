import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { open } from './support/connection.js'
import { readerOf, TenantReading } from './support/reading.js'
import { readingSetup } from './support/setups.js'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'two-companies' })
})
afterAll(() => simulator.stop())

const connect = () => open(simulator, readingSetup(simulator), { deadlineSeconds: 30 })
const times = (count: number) => Array.from({ length: count })

describe('Readers keep to what Graph publishes of its limits', () => {
  it.each([
    ['Conditional Access', 'entra.namedLocations', 4],
    ['logs and reports', 'entra.registrationDetails', 7],
  ])(
    '%s: none of many calls at once is refused for going too fast',
    async (_what, id, calls) => {
      const opened = connect()
      await Promise.allSettled(times(calls).map(() => new TenantReading(opened.microsoft).read(readerOf(id))))
      expect(opened.records.filter(({ status }) => status !== undefined).length).toBeGreaterThan(calls)
      expect(opened.records.filter(({ status }) => status === 429)).toEqual([])
    },
    60_000,
  )

  it('that others use up a limit delays it, and loses nothing', async () => {
    const clients = [connect(), connect(), connect()]
    const lists = await Promise.all(
      clients.map(({ microsoft }) => new TenantReading(microsoft).read(readerOf('entra.namedLocations'))),
    )
    expect(lists).toEqual([lists[0], lists[0], lists[0]])
  }, 60_000)
})
