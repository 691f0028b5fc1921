import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../test/support/start-app.js'

describe('health', () => {
  let api: TestApp
  beforeAll(async () => {
    api = await startApp()
  })
  afterAll(() => api.close())

  it('is alive and ready while PostgreSQL answers', async () => {
    await api.agent.get('/api/health/live').expect(200, { status: 'ok' })
    await api.agent.get('/api/health/ready').expect(200, { status: 'ok' })
  })

  it('answers an unknown address with a problem that carries the request id (S-28)', async () => {
    const answer = await api.agent.get('/api/v1/nothing').set('x-request-id', 'from-a-caller').expect(404)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.body).toMatchObject({ code: 'not_found', requestId: 'from-a-caller', retryable: false })
  })
})
