import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { startApp, type TestApp } from '../../test/support/start-app.js'
import { AuditLog } from '../audit/audit-log.js'
import { defineJob } from './define-job.js'
import { Jobs } from './jobs.js'
import { Ticks } from './ticks.js'
import { Workers } from './workers.js'

const greet = defineJob({ name: 'test.greet', payload: z.object({ name: z.string() }), deadlineSeconds: 60 })
const hang = defineJob({ name: 'test.hang', payload: z.object({}), deadlineSeconds: 0.05 })

describe('background jobs', () => {
  let api: TestApp
  let jobs: Jobs
  const greeted: { name: string; organizationId: string }[] = []
  const aborted: unknown[] = []

  beforeAll(async () => {
    api = await startApp()
    jobs = api.app.get(Jobs)
    const workers = api.app.get(Workers)
    workers.handle(greet, {
      belongs: async (_tx, { name }) => name !== 'nobody',
      run: async ({ name }, { organizationId }) => {
        greeted.push({ name, organizationId })
      },
    })
    workers.handle(hang, {
      belongs: async () => true,
      run: (_payload, { signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            aborted.push(signal.reason)
            reject(signal.reason as Error)
          })
        }),
    })
  })
  afterAll(() => api.close())

  const until = (check: () => unknown) =>
    vi.waitFor(async () => expect(await check()).toBeTruthy(), { timeout: 20_000 })
  const stateOf = async (id: string) =>
    (await api.ownerDatabase.asOwner<{ state: string }>('select state from bullmq.job where id = $1', [id]))[0]?.state

  it('run with their payload, in the organization they were queued for', async () => {
    const organizationId = randomUUID()
    await jobs.enqueue(greet, organizationId, { name: 'Ada' })
    await until(() => greeted.some((one) => one.name === 'Ada' && one.organizationId === organizationId))
  })

  it('are queued once while one with the same key waits', async () => {
    const organizationId = randomUUID()
    const first = await jobs.enqueue(greet, organizationId, { name: 'Bo' }, { dedupeKey: 'bo', delaySeconds: 3600 })
    const second = await jobs.enqueue(greet, organizationId, { name: 'Bo' }, { dedupeKey: 'bo', delaySeconds: 3600 })
    const elsewhere = await jobs.enqueue(greet, randomUUID(), { name: 'Bo' }, { dedupeKey: 'bo', delaySeconds: 3600 })
    expect(second).toBe(first)
    expect(elsewhere).not.toBe(first)
  })

  it('are dropped when their subject is not in the organization (S-17)', async () => {
    const id = await jobs.enqueue(greet, randomUUID(), { name: 'nobody' })
    await until(async () => (await stateOf(id)) === 'completed')
    expect(greeted.map(({ name }) => name)).not.toContain('nobody')
  })

  it.each([
    ['organization', `jsonb_set(data, '{organizationId}', to_jsonb($2::text))`],
    ['payload', `jsonb_set(data, '{payload,name}', '"Mallory"') || jsonb_build_object('organizationId', $2::text)`],
  ])('are rejected and audited when their %s was changed in the queue (S-17)', async (_, change) => {
    const victim = randomUUID()
    const id = await jobs.enqueue(greet, randomUUID(), { name: 'Eve' }, { delaySeconds: 1 })
    await api.ownerDatabase.asOwner(`update bullmq.job set data = ${change} where id = $1`, [id, victim])
    await until(async () => (await stateOf(id)) === 'failed')
    const log = await api.app.get(AuditLog).page(victim, { limit: 5 })
    expect(log.items).toMatchObject([{ action: 'job.rejected', result: 'failure', subject: { id } }])
    expect(greeted.map(({ name }) => name)).not.toContain('Mallory')
  })

  it('are told to stop at their deadline and count as failed', async () => {
    const id = await jobs.enqueue(hang, randomUUID(), {})
    await until(async () => (await stateOf(id)) === 'failed')
    expect(aborted).toEqual([expect.objectContaining({ code: 'job_deadline' })])
  })

  it('refuse a payload of the wrong shape before it is queued', async () => {
    await expect(jobs.enqueue(greet, randomUUID(), { name: 1 } as unknown as { name: string })).rejects.toThrow()
  })
})

describe('a process with ROLE=api', () => {
  it('queues work and does none', async () => {
    const api = await startApp({ ROLE: 'api' })
    const start = vi.spyOn(api.app.get(Workers), 'start')
    const id = await api.app.get(Jobs).enqueue(greet, randomUUID(), { name: 'Cy' })
    const [row] = await api.ownerDatabase.asOwner<{ state: string }>('select state from bullmq.job where id = $1', [id])
    expect(row?.state).toBe('waiting')
    expect(start).not.toHaveBeenCalled()
    await api.close()
  })
})

describe('a tick', () => {
  it('does not run twice at once, and goes on after a failure', async () => {
    const api = await startApp({ ROLE: 'api' })
    const ticks = api.app.get(Ticks)
    let runs = 0
    let release = () => {}
    ticks.register({
      name: 'slow',
      everySeconds: 3600,
      tick: () => {
        runs += 1
        return new Promise((_, reject) => (release = () => reject(new Error('no luck'))))
      },
    })
    const first = ticks.run('slow')
    await ticks.run('slow')
    expect(runs).toBe(1)
    release()
    await first
    const second = ticks.run('slow')
    expect(runs).toBe(2)
    release()
    await second
    await api.close()
  })
})
