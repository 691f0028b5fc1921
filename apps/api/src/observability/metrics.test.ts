import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOwner } from '../../test/support/people.js'
import { startApp, type TestApp } from '../../test/support/start-app.js'

describe('the metrics', () => {
  let api: TestApp
  beforeAll(async () => {
    api = await startApp()
  })
  afterAll(() => api.close())

  it('count requests by the pattern of their address, never by the address', async () => {
    const owner = await createOwner(api)
    await owner.browser.get(`/api/v1/organizations/${owner.organizationId}`).expect(200)
    const { text } = await api.agent.get('/metrics').expect(200)
    expect(text).toMatch(
      /tenantry_http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/organizations\/:organizationId",status="200"\} 1/,
    )
    expect(text).not.toContain(owner.organizationId)
  })

  it('tell how the pool and the connections stand', async () => {
    const { text } = await api.agent.get('/metrics').expect(200)
    expect(text).toMatch(/tenantry_database_connections\{state="open"\} \d/)
    expect(text).toMatch(/# TYPE tenantry_connections gauge/)
    expect(text).toMatch(/tenantry_audit_failures_total 0/)
  })
})
