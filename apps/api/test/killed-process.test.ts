import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Connection } from '../src/connections/connections.dto.js'
import { Door } from './support/door.js'
import { clientSecret, setupOf } from './support/microsoft.js'
import { asOwnerOf, startProcess } from './support/process.js'

let simulator: Simulator
let secrets: [string, string]
const cleanups: (() => unknown)[] = []

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'one-healthy-tenant' })
  const contoso = simulator.tenant('contoso.onmicrosoft.com')
  secrets = [app().clientSecret, contoso.addSecret().value]
})

afterAll(async () => {
  for (const cleanup of cleanups.toReversed()) await cleanup()
  await simulator.stop()
})

const app = () => simulator.apps[0]!

/** An installation that is killed and started again on the same data. */
async function installation(env: Record<string, string>) {
  const dataDir = mkdtempSync(join(tmpdir(), 'tenantry-killed-'))
  const door = await Door.before(simulator.url)
  const start = () => startProcess(dataDir, { SIMULATOR_URL: door.url, LOG_LEVEL: 'warn', ...env })
  let running = await start()
  cleanups.push(async () => {
    await running.kill('SIGTERM')
    await door.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const { body } = await running.agent.get('/api/v1/organizations').expect(200)
  const [organization] = (body as { items: { id: string }[] }).items
  return {
    door,
    dataDir,
    base: `/api/v1/organizations/${organization!.id}`,
    api: () => running,
    killAndStart: async (): Promise<void> => {
      await running.kill('SIGKILL')
      door.watch()
      running = await start()
    },
  }
}

type Installation = Awaited<ReturnType<typeof installation>>

async function list({ api, base }: Installation): Promise<Connection[]> {
  const { body } = await api().agent.get(`${base}/connections`).query({ limit: 200 }).expect(200)
  return (body as { items: Connection[] }).items
}

interface Entry {
  action: string
  connectionId: string
}

async function auditOf({ api, base }: Installation): Promise<Entry[]> {
  const { text } = await api().agent.get(`${base}/audit/export`).buffer(true).expect(200)
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Entry)
}

/** What the process answered before it died. */
interface Answers {
  created: string[]
  replaced: string[]
  disconnected: string[]
}

interface Work {
  answers: Answers
  /** Resolves when everything was answered or cut off. */
  ended: Promise<unknown>
}

/** Creates, replaces and disconnects at once; remembers what was answered, forgets what was cut off. */
function workOn({ api, base }: Installation, round: number, existing: readonly Connection[]): Work {
  const { agent } = api()
  const answers: Answers = { created: [], replaced: [], disconnected: [] }
  const creations = [1, 2, 3].map(async (n) => {
    const { status, body } = await agent
      .post(`${base}/connections`)
      .send(setupOf(app(), { name: `Round ${round}, ${n}`, sets: ['users'], secret: secrets[0] }))
    if (status === 201) answers.created.push((body as Connection).id)
  })
  const changes = existing.map(async ({ id, credential }, index) => {
    const path = `${base}/connections/${id}`
    if (index % 3 === 0) {
      const { status } = await agent.delete(path)
      if (status === 204) answers.disconnected.push(id)
    } else {
      const other = credential.hint === secrets[0].slice(-4) ? secrets[1] : secrets[0]
      const { status } = await agent.put(`${path}/credential`).send({ credential: clientSecret(other) })
      if (status === 200) answers.replaced.push(id)
    }
  })
  return { answers, ended: Promise.allSettled([...creations, ...changes]) }
}

/** After so many calls to Microsoft have arrived, and a moment more; or when there is nothing left to interrupt. */
async function moment(door: Door, calls: number, milliseconds: number, { ended }: Work): Promise<void> {
  const goal = door.seen.length + calls
  let isOver = false
  void ended.then(() => (isOver = true))
  while (door.seen.length < goal && !isOver) await wait(1)
  await wait(milliseconds)
}

async function expectWhole(place: Installation, before: readonly Connection[], answers: Answers): Promise<void> {
  const connections = await list(place)
  const ids = connections.map(({ id }) => id)
  expect(ids).toEqual(expect.arrayContaining(answers.created))
  expect(ids.filter((id) => answers.disconnected.includes(id))).toEqual([])
  for (const id of answers.replaced) {
    const hintBefore = before.find((connection) => connection.id === id)?.credential.hint
    expect(connections.find((connection) => connection.id === id)?.credential.hint).not.toBe(hintBefore)
  }
  const tests = connections.map(({ id }) => place.api().agent.post(`${place.base}/connections/${id}/test`).expect(200))
  for (const { body } of await Promise.all(tests)) expect(body).toMatchObject({ health: 'connected' })
  const entries = await auditOf(place)
  const idsOf = (action: string) =>
    entries.filter((entry) => entry.action === action).map((entry) => entry.connectionId)
  const gone = idsOf('connection.disconnected')
  expect(
    idsOf('connection.created')
      .filter((id) => !gone.includes(id))
      .toSorted(),
  ).toEqual(ids.toSorted())
  for (const { id, version } of connections) {
    expect(idsOf('connection.credentialReplaced').filter((one) => one === id)).toHaveLength(version - 1)
  }
  const { body } = await place.api().agent.get(`${place.base}/audit/verify`).expect(200)
  expect(body).toMatchObject({ ok: true, firstBroken: null })
  await asOwnerOf(place.dataDir, async (owner) => {
    const { rows } = await owner.query<{ connection_id: string; version: number; current: number; previous: number }>(
      `select connection_id, count(*) filter (where slot = 'current')::int as current,
         count(*) filter (where slot = 'previous')::int as previous from connection_secrets group by connection_id`,
    )
    expect(rows.map(({ connection_id: id }) => id).toSorted()).toEqual(ids.toSorted())
    for (const { connection_id: id, current, previous } of rows) {
      const replaced = (connections.find((connection) => connection.id === id)?.version ?? 1) > 1
      expect({ id, current, previous }).toEqual({ id, current: 1, previous: replaced ? 1 : 0 })
    }
    const rotations = await owner.query<{ connection_id: string }>('select connection_id from secret_rotations')
    const changed = connections.filter(({ version }) => version > 1).map(({ id }) => id)
    expect(rotations.rows.map(({ connection_id: id }) => id).toSorted()).toEqual(changed.toSorted())
  })
}

describe.concurrent('a process that is killed with kill -9', () => {
  it('leaves each connection whole or absent, and an audit entry for exactly what exists', async () => {
    const place = await installation({ HEALTH_CHECK_SECONDS: '3600' })
    // Sign-in, sample calls, facts, and the transactions after them: later rounds are killed later in the work.
    const moments: [number, number][] = [
      [0, 0],
      [4, 0],
      [12, 5],
      [24, 0],
      [36, 30],
    ]
    let interrupted = 0
    for (const [round, [calls, milliseconds]] of moments.entries()) {
      const before = await list(place)
      const asked = before.length + 3
      // Some calls are slow, so that works overlap in different stages.
      let passing = 0
      place.door.watch(() => wait(((passing += 1) % 4) * 20))
      const work = workOn(place, round, before)
      await moment(place.door, calls, milliseconds, work)
      await place.killAndStart()
      await work.ended
      const { answers } = work
      interrupted += asked - answers.created.length - answers.replaced.length - answers.disconnected.length
      await expectWhole(place, before, answers)
    }
    expect(interrupted).toBeGreaterThan(moments.length)
  }, 120_000)

  it('leaves no job behind that nobody does: the checks go on', async () => {
    const place = await installation({ HEALTH_CHECK_SECONDS: '1' })
    await place
      .api()
      .agent.post(`${place.base}/connections`)
      .send(setupOf(app(), { sets: ['users'] }))
      .expect(201)
    const arrived = new Promise<void>((resolve) =>
      place.door.watch(() => {
        resolve()
        return new Promise(() => {})
      }),
    )
    await arrived
    const [checked] = await list(place)
    const killedAt = Date.now()
    await place.killAndStart()
    await vi.waitFor(
      async () => {
        const [connection] = await list(place)
        expect(connection?.checkedAt).not.toBe(checked?.checkedAt)
      },
      { timeout: 60_000, interval: 500 },
    )
    const unfinished = await asOwnerOf(place.dataDir, (owner) =>
      owner.query(`select 1 from bullmq.job where state in ('failed', 'active') and added_at_ms < $1`, [killedAt]),
    )
    expect(unfinished.rows).toEqual([])
  }, 120_000)
})
