import { get } from 'node:http'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createKey, createOwner, type TestPerson } from '../../test/support/people.js'
import { startApp, type TestApp } from '../../test/support/start-app.js'
import { EventStreams } from './event-streams.js'
import { Events } from './events.js'

describe('live events', () => {
  let api: TestApp
  let owner: TestPerson
  beforeAll(async () => {
    api = await startApp()
    owner = await createOwner(api)
  })
  afterAll(() => api.close())

  /** A page that follows the events of an organization. */
  async function follow(key: string, organizationId = owner.organizationId) {
    const page = { text: '', ended: false, status: 0, leave: () => {} }
    await new Promise<void>((resolve, reject) => {
      const request = get(
        `${api.url}/api/v1/organizations/${organizationId}/events`,
        { headers: { authorization: `Bearer ${key}` } },
        (answer) => {
          page.status = answer.statusCode ?? 0
          page.leave = () => request.destroy()
          answer.setEncoding('utf8')
          answer.on('data', (part: string) => (page.text += part))
          answer.on('close', () => (page.ended = true))
          resolve()
        },
      )
      request.on('error', reject)
    })
    return page
  }
  const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000 })

  it('reach pages of their organization, and no others', async () => {
    const { key } = await createKey(owner, { role: 'auditor' })
    const { body } = await owner.browser
      .post('/api/v1/organizations')
      .send({ name: 'Other', kind: 'company' })
      .expect(201)
    const other = (body as { id: string }).id
    const page = await follow(key)
    await until(() => expect(page.text).toContain('event: ready'))
    api.app.get(Events).publish(other, 'connection.changed', { id: 'foreign' })
    api.app.get(Events).publish(owner.organizationId, 'connection.changed', { id: 'ours' })
    await until(() => expect(page.text).toContain('event: connection.changed\ndata: {"id":"ours"}\n\n'))
    expect(page.text).not.toContain('foreign')
    page.leave()
  })

  it('say when some may have been lost with the connection to PostgreSQL', async () => {
    const { key } = await createKey(owner, { role: 'auditor' })
    const page = await follow(key)
    await until(() => expect(page.text.match(/event: ready/g)).toHaveLength(1))
    await api.ownerDatabase.asOwner(
      "select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen tenantry_events' and datname = current_database()",
    )
    await until(() => expect(page.text.match(/event: ready/g)).toHaveLength(2))
    api.app.get(Events).publish(owner.organizationId, 'connection.changed', { id: 'later' })
    await until(() => expect(page.text).toContain('later'))
    page.leave()
  })

  it('end for a page whose key was revoked', async () => {
    const { key, id } = await createKey(owner, { role: 'auditor' })
    const page = await follow(key)
    await api.app.get(EventStreams).beat()
    expect(page.ended).toBe(false)
    await owner.browser.delete(`/api/v1/organizations/${owner.organizationId}/api-keys/${id}`).expect(204)
    await api.app.get(EventStreams).beat()
    await until(() => expect(page.ended).toBe(true))
  })

  it('do not keep the server from stopping', async () => {
    const second = await startApp()
    const person = await createOwner(second)
    const { key } = await createKey(person, { role: 'auditor' })
    const answer = await fetch(`${second.url}/api/v1/organizations/${person.organizationId}/events`, {
      headers: { authorization: `Bearer ${key}` },
    })
    expect(answer.status).toBe(200)
    await second.close()
    await expect(answer.text()).resolves.toContain('event: ready')
  })
})
