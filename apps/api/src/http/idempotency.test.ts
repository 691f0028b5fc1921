import { randomUUID } from 'node:crypto'
import { Body, Controller, Module, Post } from '@nestjs/common'
import { throttled } from '@tenantry/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createKey, createOwner, join, type TestPerson } from '../../test/support/people.js'
import { startApp, type TestApp } from '../../test/support/start-app.js'
import { RequirePermission } from './access.js'
import { Idempotent } from './idempotency.js'
import { Returns } from './returns.js'

let runs = 0
let work: () => Promise<void>

@Controller('api/v1/organizations/:organizationId/test-work')
class Work {
  @Post()
  @RequirePermission('organization:read')
  @Idempotent()
  @Returns(z.object({ run: z.int() }), { status: 201 })
  async start(@Body({ schema: z.object({ name: z.string() }) }) _body: unknown) {
    runs += 1
    const run = runs
    await work()
    return { run, sealed: 'never stored' }
  }
}

@Module({ controllers: [Work] })
class WorkModule {}

describe('an Idempotency-Key', () => {
  let api: TestApp
  let owner: TestPerson
  beforeAll(async () => {
    api = await startApp({}, { modules: [WorkModule] })
    owner = await createOwner(api)
  })
  afterAll(() => api.close())
  beforeEach(() => {
    runs = 0
    work = () => Promise.resolve()
  })

  const start = (key: string, name = 'a', person = owner) =>
    person.browser
      .post(`/api/v1/organizations/${owner.organizationId}/test-work`)
      .set('idempotency-key', key)
      .send({ name })

  it('has the same request done once and answered the same', async () => {
    const key = randomUUID()
    const first = await start(key).expect(201)
    const second = await start(key).expect(201)
    expect(second.body).toEqual(first.body)
    expect(second.headers['idempotency-replayed']).toBe('true')
    expect(runs).toBe(1)
    const stored = await api.ownerDatabase.asOwner('select body from idempotency_keys where key = $1', [key])
    expect(stored).toEqual([{ body: { run: 1 } }])
  })

  it('is refused for another request', async () => {
    const key = randomUUID()
    await start(key).expect(201)
    const other = await start(key, 'b').expect(409)
    expect(other.body).toMatchObject({ code: 'idempotency_key_reused' })
  })

  it('is refused while the first request runs, and does its work once', async () => {
    const key = randomUUID()
    let release = () => {}
    const running = new Promise<void>((resolve) => {
      work = () => {
        resolve()
        return new Promise((done) => (release = done))
      }
    })
    const first = Promise.resolve(start(key).expect(201))
    await running
    const second = await start(key).expect(409)
    expect(second.body).toMatchObject({ code: 'idempotency_key_in_use', retryable: true })
    release()
    await first
    expect(runs).toBe(1)
  })

  it('may be used again after a failure, since nothing was done', async () => {
    const key = randomUUID()
    work = () => Promise.reject(throttled({}))
    await start(key).expect(503)
    work = () => Promise.resolve()
    await start(key).expect(201)
    expect(runs).toBe(2)
  })

  it('is free again when the process died with it', async () => {
    const key = randomUUID()
    await start(key).expect(201)
    await api.ownerDatabase.asOwner(
      `update idempotency_keys set status = null, created_at = now() - interval '11 minutes' where key = $1`,
      [key],
    )
    await start(key).expect(201)
    expect(runs).toBe(2)
  })

  it('belongs to who sent it: another caller’s is another one', async () => {
    const key = randomUUID()
    const other = await join(api, owner, 'admin', 'Bo')
    await start(key).expect(201)
    await start(key, 'a', other).expect(201)
    expect(runs).toBe(2)
  })

  it('must be plain text', async () => {
    const { key } = await createKey(owner, { role: 'admin' })
    const answer = await fetch(`${api.url}/api/v1/organizations/${owner.organizationId}/test-work`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'idempotency-key': 'x'.repeat(201),
      },
      body: '{"name":"a"}',
    })
    expect(answer.status).toBe(422)
  })
})
