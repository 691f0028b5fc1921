import { createServer, connect, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createOwner, type TestPerson } from '../../test/support/people.js'
import { startApp, type TestApp } from '../../test/support/start-app.js'

/** A way to the database that can be cut. */
class Wire {
  private readonly sockets = new Set<Socket>()
  private server: Server | undefined
  private port = 0

  constructor(private readonly target: URL) {}

  async join(): Promise<number> {
    this.server = createServer((client) => {
      const upstream = connect(Number(this.target.port), this.target.hostname)
      for (const [from, to] of [
        [client, upstream],
        [upstream, client],
      ] as const) {
        this.sockets.add(from)
        from.on('error', () => to.destroy()).on('close', () => to.destroy())
        from.pipe(to)
      }
    })
    await new Promise<void>((resolve) => this.server?.listen(this.port, '127.0.0.1', resolve))
    const address = this.server.address()
    this.port = typeof address === 'object' && address ? address.port : 0
    return this.port
  }

  cut(): void {
    this.server?.close()
    for (const socket of this.sockets) socket.destroy()
    this.sockets.clear()
  }
}

describe('while PostgreSQL is away', () => {
  let api: TestApp
  let owner: TestPerson
  let wire: Wire
  beforeAll(async () => {
    const reroute = async (url: URL) => {
      wire = new Wire(new URL(url))
      url.port = String(await wire.join())
    }
    api = await startApp({}, { reroute })
    owner = await createOwner(api)
  })
  afterAll(() => api.close())

  it('answers 503, says so in readiness, stays alive, and goes on by itself (R-10)', async () => {
    wire.cut()
    const path = `/api/v1/organizations/${owner.organizationId}`
    for (let n = 0; n < 5; n += 1) {
      const answer = await owner.browser.get(path).expect(503)
      expect(answer.body).toMatchObject({ code: 'database_unavailable', retryable: true })
    }
    await api.agent.get('/api/health/ready').expect(503)
    await api.agent.get('/api/health/live').expect(200)
    await wire.join()
    await vi.waitFor(() => owner.browser.get(path).expect(200), { timeout: 20_000 })
    await api.agent.get('/api/health/ready').expect(200)
  })

  it('loses no request it accepted: each is done and recorded, or refused (R-10)', async () => {
    const path = `/api/v1/organizations/${owner.organizationId}`
    const names = Array.from({ length: 40 }, (_, n) => `Name ${n}`)
    const answers = names.map(async (name, n) => {
      if (n === 20) wire.cut()
      const { status } = await owner.browser.patch(path).send({ name })
      return { name, status }
    })
    const outcomes = await Promise.all(answers)
    await wire.join()
    for (const { status } of outcomes) expect([200, 503]).toContain(status)
    await vi.waitFor(() => owner.browser.get(path).expect(200), { timeout: 20_000 })
    const log = await owner.browser.get(`${path}/audit?limit=200&action=organization`).expect(200)
    const recorded = (log.body as { items: { summary: string }[] }).items.map(({ summary }) => summary).join('\n')
    for (const { name, status } of outcomes) if (status === 200) expect(recorded).toContain(name)
    const verdict = await owner.browser.get(`${path}/audit/verify`).expect(200)
    expect(verdict.body).toMatchObject({ ok: true })
  })
})
