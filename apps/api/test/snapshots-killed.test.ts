import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { z } from 'zod'
import { unpacked } from '../src/snapshots/content.js'
import type { Snapshot, SnapshotChangePage, SnapshotResourceList } from '../src/snapshots/snapshots.dto.js'
import { Door } from './support/door.js'
import { setupOf } from './support/microsoft.js'
import { type ApiProcess, asOwnerOf, startProcess } from './support/process.js'

const SETS = ['users', 'apps', 'applications', 'policies', 'signIns']

let simulator: Simulator
let door: Door
let dataDir: string
let api: ApiProcess
let base: string
let tenant: string

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'thousand-people', limits: 'off', trafficFile: null })
  door = await Door.before(simulator.url)
  dataDir = mkdtempSync(join(tmpdir(), 'tenantry-snapshots-'))
  api = await start()
  const { body } = await api.agent.get('/api/v1/organizations').expect(200)
  base = `/api/v1/organizations/${(body as { items: [{ id: string }] }).items[0].id}`
  const connection = await post<{ id: string }>('/connections', setupOf(simulator.apps[0]!, { sets: SETS }), 201)
  await post(`/connections/${connection.id}/tenant-syncs`, {}, 202)
  tenant = await vi.waitFor(
    async () => {
      const [found] = (await get<{ items: { id: string }[] }>('/tenants')).items
      expect(found).toBeDefined()
      return `/tenants/${found!.id}`
    },
    { timeout: 30_000, interval: 250 },
  )
}, 120_000)

afterAll(async () => {
  await api.kill('SIGTERM')
  await door.close()
  await simulator.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const start = () => startProcess(dataDir, { SIMULATOR_URL: door.url, LOG_LEVEL: 'warn', HEALTH_CHECK_SECONDS: '3600' })

async function get<T>(path: string): Promise<T> {
  return (await api.agent.get(`${base}${path}`).expect(200)).body as T
}

async function post<T>(path: string, body: object, status: number): Promise<T> {
  return (await api.agent.post(`${base}${path}`).send(body).expect(status)).body as T
}

const begin = () => post<Snapshot>(`${tenant}/snapshots`, {}, 202)

async function ended(number: number): Promise<Snapshot> {
  let last: Snapshot | undefined
  await vi.waitFor(
    async () => {
      last = await get<Snapshot>(`${tenant}/snapshots/${number}`)
      expect(last.endedAt).not.toBeNull()
    },
    { timeout: 120_000, interval: 250 },
  )
  return last!
}

async function found(number: number) {
  const { items } = await get<z.output<typeof SnapshotResourceList>>(`${tenant}/snapshots/${number}/resources`)
  return items.map(({ resource, status, objects }) => ({ resource, status, objects }))
}

/** Ends the process without a warning after so many more calls, and starts it again once its lease is over. */
async function killAfter(calls: number): Promise<void> {
  const goal = door.seen.length + calls
  while (door.seen.length < goal) await wait(1)
  await api.kill('SIGKILL')
  api = await start()
  await asOwnerOf(dataDir, (owner) => owner.query('update snapshots set leased_until = now()'))
}

describe('a snapshot whose process is killed with kill -9', () => {
  it('is gone on with where it was: nothing lost, nothing twice, nothing taken for gone (R-01)', async () => {
    const whole = await ended((await begin()).number)
    const reference = await found(whole.number)
    const callsOfWhole = door.seen.length
    let before = whole.number
    for (const calls of [1, 20]) {
      const { number } = await begin()
      await killAfter(calls)
      const asked = door.seen.length
      expect((await begin()).number).toBe(number)
      expect(await ended(number)).toMatchObject({ status: whole.status, objects: whole.objects, changed: 0 })
      expect(await found(number)).toEqual(reference)
      const changes = await get<z.output<typeof SnapshotChangePage>>(
        `${tenant}/snapshots/${number}/changes?from=${before}`,
      )
      expect(changes.items).toEqual([])
      if (calls > 1) expect(door.seen.length - asked).toBeLessThan(callsOfWhole)
      before = number
    }
    const { rows } = await asOwnerOf(dataDir, (owner) =>
      owner.query<{ staged: number; versions: number }>(
        `select (select count(*)::int from snapshot_staging) as staged,
           (select count(*)::int from object_versions) as versions`,
      ),
    )
    expect(rows).toEqual([{ staged: 0, versions: whole.objects }])
    const contents = await asOwnerOf(dataDir, (owner) => owner.query<{ body: Buffer }>('select body from contents'))
    const texts = contents.rows.map(({ body }) => JSON.stringify(unpacked(body, null)))
    expect(texts.filter((text) => text.includes(simulator.apps[0]!.clientSecret))).toEqual([])
  }, 600_000)
})
