import { Controller, Get, HttpException, Module, Param } from '@nestjs/common'
import { secretExpired } from '@tenantry/core'
import { QueryFailedError } from 'typeorm'
import { z } from 'zod'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../test/support/start-app.js'
import { Public } from './access.js'
import { Returns } from './returns.js'

const SECRET = 'inner-detail-4711'

/** What a handler may throw, however unfitting. */
const thrown: Record<string, () => unknown> = {
  error: () => new Error(SECRET),
  typeError: () => new TypeError(SECRET),
  text: () => SECRET,
  nothing: () => undefined,
  sql: () => new QueryFailedError(`select ${SECRET}`, [SECRET], Object.assign(new Error(SECRET), { code: '23505' })),
  http: () => new HttpException({ upstream: SECRET }, 418),
  aggregate: () => new AggregateError([new Error(SECRET)], SECRET),
  zod: () => z.object({ inner: z.string() }).safeParse({ inner: 5 }).error,
  elsewhere: () => Object.assign(new Error(`connect ECONNREFUSED ${SECRET}`), { code: 'ECONNREFUSED' }),
}

@Controller('api/test')
class Throwing {
  @Get('throw/:kind')
  @Public()
  throw(@Param('kind') kind: string): never {
    throw thrown[kind]?.()
  }

  @Get('known')
  @Public()
  known(): never {
    throw secretExpired({ clientId: 'the-app', expiredAt: '2026-01-02T00:00:00Z' }, { retryAfterSeconds: 2.5 })
  }

  @Get('shape')
  @Public()
  @Returns(z.object({ shown: z.string() }))
  shape() {
    return { shown: 'yes', sealed: SECRET }
  }

  @Get('wrong-shape')
  @Public()
  @Returns(z.object({ shown: z.string() }))
  wrongShape() {
    return { shown: 5, sealed: SECRET }
  }
}

@Module({ controllers: [Throwing] })
class ThrowingModule {}

describe('an error answer', () => {
  let api: TestApp
  const lines: string[] = []
  beforeAll(async () => {
    const options = { modules: [ThrowingModule], logTo: { write: (line: string) => void lines.push(line) } }
    api = await startApp({ LOG_LEVEL: 'error' }, options)
  })
  afterAll(() => api.close())

  it.each(Object.keys(thrown))('tells nothing of what was thrown inside: %s (S-28)', async (kind) => {
    lines.length = 0
    const answer = await api.agent.get(`/api/test/throw/${kind}`).expect(500)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.body).toMatchObject({ code: 'internal', status: 500, requestId: answer.headers['x-request-id'] })
    expect(answer.text).not.toMatch(/inner|select|at .*\.[jt]s/)
    expect(lines.join('')).toContain(String(answer.headers['x-request-id']))
  })

  it('tells why and what to do for an error of the catalogue', async () => {
    const answer = await api.agent.get('/api/test/known').expect(422)
    expect(answer.headers['retry-after']).toBe('3')
    expect(answer.body).toEqual({
      type: '/help/errors#secret_expired',
      title: 'The secret has expired',
      status: 422,
      detail: 'The secret of the app the-app expired on 2026-01-02.',
      code: 'secret_expired',
      fix: expect.stringContaining('Create a new secret') as unknown,
      retryable: false,
      requestId: answer.headers['x-request-id'],
    })
  })

  it('is what comes of a path that no URL can have', async () => {
    const answer = await api.agent.get('/api/v1/organizations/%E0%A4%A').expect(400)
    expect(answer.body).toMatchObject({ code: 'request_unreadable' })
  })
})

describe('an answer', () => {
  let api: TestApp
  beforeAll(async () => {
    api = await startApp({}, { modules: [ThrowingModule] })
  })
  afterAll(() => api.close())

  it('holds declared fields alone', async () => {
    const answer = await api.agent.get('/api/test/shape').expect(200)
    expect(answer.body).toEqual({ shown: 'yes' })
  })

  it('is an internal error when it is not what is documented', async () => {
    const answer = await api.agent.get('/api/test/wrong-shape').expect(500)
    expect(answer.text).not.toContain(SECRET)
  })
})
