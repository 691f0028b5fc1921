import { randomUUID } from 'node:crypto'
import { throttled, problemFacts, secretExpired, serviceUnavailable, type ConnectionTest } from '@tenantry/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { healthHistory } from '../src/connections/health-history.js'
import { recordHealth } from '../src/connections/health-spans.js'
import { startApp, type TestApp } from './support/start-app.js'

type Outcome = Pick<ConnectionTest, 'health' | 'problem'>

const well: Outcome = { health: 'connected' }
const down: Outcome = {
  health: 'serviceError',
  problem: problemFacts(serviceUnavailable({ service: 'graph.example', status: 503 })),
}
const silenced: Outcome = { health: 'serviceError', problem: problemFacts(throttled({ seconds: 5 })) }
const expired: Outcome = {
  health: 'authenticationError',
  problem: problemFacts(secretExpired({ clientId: 'an app' })),
}

let api: TestApp
let connection: { organizationId: string; id: string }

beforeAll(async () => {
  api = await startApp({ ROLE: 'api' })
})
afterAll(() => api.close())

beforeEach(async () => {
  connection = { organizationId: randomUUID(), id: randomUUID() }
  await api.ownerDatabase.asOwner(
    `insert into connections (id, organization_id, provider_id, kind, name, simulated, sets, config, credential, health, health_since)
     values ($1, $2, 'example', 'one', 'Example', false, '{}', '{}', '{}', 'connected', now())`,
    [connection.id, connection.organizationId],
  )
})

const at = (time: string) => new Date(`2026-03-${time}:00Z`)

/** Records outcomes at times of March 2026, e.g. `10T09:00`. */
async function checked(checks: readonly (readonly [string, Outcome])[], unknownAfterSeconds?: number): Promise<void> {
  for (const [time, outcome] of checks) {
    await api.database.inOrganization(connection.organizationId, (tx) =>
      recordHealth(tx, connection, outcome, at(time), unknownAfterSeconds),
    )
  }
}

const history = (now: string) =>
  api.database.inOrganization(connection.organizationId, (tx) => healthHistory(tx, connection.id, at(now)))

const day = async (date: string, now: string) => (await history(now)).days.find((one) => one.day === `2026-03-${date}`)

describe('the health history', () => {
  it('has ninety days that end today, and knows nothing before the first check', async () => {
    const { days, uptime, incidents } = await history('31T12:00')
    expect(days).toHaveLength(90)
    expect(days.at(-1)).toEqual({ day: '2026-03-31', connectedMinutes: 0, knownMinutes: 0, worst: 'unknown' })
    expect(days[0]?.day).toBe('2026-01-01')
    expect({ uptime, incidents }).toEqual({ uptime: null, incidents: [] })
  })

  it('counts the time between checks that follow each other', async () => {
    await checked([
      ['10T09:00', well],
      ['10T09:20', well],
      ['10T09:40', well],
    ])
    expect(await day('10', '10T12:00')).toEqual({
      day: '2026-03-10',
      connectedMinutes: 40,
      knownMinutes: 40,
      worst: 'connected',
    })
  })

  it('counts a state until the check that finds another one', async () => {
    await checked([
      ['10T09:00', well],
      ['10T09:20', down],
      ['10T09:30', down],
      ['10T09:40', well],
      ['10T10:00', well],
    ])
    expect(await day('10', '10T12:00')).toMatchObject({ connectedMinutes: 40, knownMinutes: 60, worst: 'serviceError' })
    const { uptime, incidents } = await history('10T12:00')
    expect(uptime).toBeCloseTo(40 / 60)
    expect(incidents).toEqual([
      {
        from: at('10T09:20').toISOString(),
        until: at('10T09:40').toISOString(),
        health: 'serviceError',
        problem: down.problem,
        ongoing: false,
      },
    ])
  })

  it('counts a gap between checks as unknown, neither well nor broken', async () => {
    await checked([
      ['10T09:00', well],
      ['10T09:20', well],
      ['10T15:00', well],
      ['10T15:20', well],
    ])
    expect(await day('10', '10T16:00')).toMatchObject({ connectedMinutes: 40, knownMinutes: 40 })
    expect((await history('10T16:00')).uptime).toBe(1)
  })

  it('does not stretch an incident over a gap', async () => {
    await checked([
      ['10T09:00', down],
      ['10T09:10', down],
      ['10T15:00', down],
      ['10T15:10', down],
    ])
    expect((await history('10T16:00')).incidents).toMatchObject([
      { from: at('10T15:00').toISOString(), until: at('10T15:10').toISOString(), ongoing: true },
      { from: at('10T09:00').toISOString(), until: at('10T09:10').toISOString(), ongoing: false },
    ])
  })

  it('takes no gap for unknown where checks are meant to be that far apart', async () => {
    await checked(
      [
        ['10T00:00', well],
        ['10T12:00', well],
        ['11T00:00', well],
      ],
      2 * 12 * 3600,
    )
    expect(await day('10', '12T00:00')).toMatchObject({ connectedMinutes: 1440, knownMinutes: 1440 })
  })

  it('parts a span at midnight', async () => {
    await checked([
      ['10T23:50', down],
      ['11T00:10', down],
    ])
    expect(await day('10', '12T00:00')).toMatchObject({ connectedMinutes: 0, knownMinutes: 10, worst: 'serviceError' })
    expect(await day('11', '12T00:00')).toMatchObject({ connectedMinutes: 0, knownMinutes: 10, worst: 'serviceError' })
    expect((await history('12T00:00')).incidents).toHaveLength(1)
  })

  it('shows the worst of a day, and each cause as an incident of its own', async () => {
    await checked([
      ['10T09:00', down],
      ['10T09:10', silenced],
      ['10T09:20', expired],
      ['10T09:30', well],
    ])
    expect(await day('10', '10T12:00')).toMatchObject({ worst: 'authenticationError', knownMinutes: 30 })
    expect((await history('10T12:00')).incidents.map(({ problem }) => problem?.code)).toEqual([
      'secret_expired',
      'throttled',
      'service_unavailable',
    ])
  })

  it('forgets what is older than ninety days', async () => {
    await checked([
      ['01T09:00', down],
      ['01T09:20', down],
    ])
    const later = await api.database.inOrganization(connection.organizationId, (tx) =>
      healthHistory(tx, connection.id, new Date('2026-06-15T00:00:00Z')),
    )
    expect(later).toMatchObject({ uptime: null, incidents: [] })
  })

  it('does not run backwards when the clock does (R-27)', async () => {
    await checked([
      ['10T09:00', well],
      ['10T09:20', well],
      ['10T09:05', well],
      ['10T09:30', well],
    ])
    expect(await day('10', '10T12:00')).toMatchObject({ connectedMinutes: 30, knownMinutes: 30 })
  })
})
