import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { startSimulator } from '@tenantry/simulator'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Connection } from '../src/connections/connections.dto.js'
import { connectionsOf, setupOf, type SimulatedApp } from './support/microsoft.js'
import { createOwner, newBrowser, type TestPerson } from './support/people.js'
import { startReplica } from './support/replica.js'
import { startApp, type TestApp } from './support/start-app.js'

const folder = mkdtempSync(join(tmpdir(), 'tenantry-simulator-'))
const refusal = join(folder, 'refuse')
const pids = join(folder, 'pids')

let app: SimulatedApp
let api: TestApp
let owner: TestPerson
let connections: ReturnType<typeof connectionsOf>
let connection: Connection

beforeAll(async () => {
  const known = await startSimulator({ trafficFile: null })
  app = known.apps[0]!
  await known.stop()
  api = await startApp({ SIMULATOR_COMMAND: command(), HEALTH_CHECK_SECONDS: '3600' })
  owner = await createOwner(api)
  connections = connectionsOf(owner)
})

afterAll(async () => {
  await api.close()
  await vi.waitFor(() => expect(started().filter(isAlive)).toEqual([]))
  rmSync(folder, { recursive: true })
})

/** The simulator’s own command, which first notes its process id, and does not start while the test forbids it. */
function command(): string {
  const main = join(dirname(fileURLToPath(import.meta.resolve('@tenantry/simulator'))), 'main.js')
  const script = join(folder, 'simulator.mjs')
  writeFileSync(
    script,
    `import { appendFileSync, existsSync } from 'node:fs'
     if (existsSync(${JSON.stringify(refusal)})) process.exit(7)
     appendFileSync(${JSON.stringify(pids)}, process.pid + '\\n')
     await import(${JSON.stringify(pathToFileURL(main).href)})`,
  )
  return JSON.stringify([process.execPath, script, '--scenario', 'one-healthy-tenant'])
}

const started = () => (existsSync(pids) ? readFileSync(pids, 'utf8').trim().split('\n').map(Number) : [])

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function killSimulator(): Promise<void> {
  const pid = started().at(-1)!
  process.kill(pid, 'SIGKILL')
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false))
}

async function simulatorState(): Promise<{ available: boolean; running: boolean; controlUrl: string | null }> {
  const { body } = await owner.browser.get(`/api/v1/organizations/${owner.organizationId}/simulator`).expect(200)
  return body as { available: boolean; running: boolean; controlUrl: string | null }
}

async function test(): Promise<{ health: string; problem?: { code: string } }> {
  const { body } = await owner.browser.post(`${connections.base}/${connection.id}/test`).expect(200)
  return body as { health: string; problem?: { code: string } }
}

describe('a simulated cloud that is started on demand', () => {
  it('does not run before it is needed, and runs once with the first simulated connections', async () => {
    expect(await simulatorState()).toMatchObject({ available: true, running: false, controlUrl: null })
    const [first] = await Promise.all([
      connections.connect(app, { name: 'First' }),
      connections.connect(app, { name: 'Second' }),
    ])
    connection = first
    expect(started()).toHaveLength(1)
    expect(await simulatorState()).toMatchObject({
      running: true,
      controlUrl: expect.stringContaining('127.0.0.1') as string,
    })
  })

  it('is started again after it died, and its connections go on', async () => {
    const before = await simulatorState()
    await killSimulator()
    await vi.waitFor(async () => expect(await simulatorState()).toMatchObject({ running: false }))
    expect(await test()).toMatchObject({ health: 'connected' })
    expect(started()).toHaveLength(2)
    expect((await simulatorState()).controlUrl).not.toBe(before.controlUrl)
  })

  it('leaves a service error when it dies in the middle of a check, and the next check starts it again', async () => {
    const { controlUrl } = await simulatorState()
    await fetch(`${controlUrl}/faults`, { method: 'POST', body: JSON.stringify({ kind: 'hang', service: 'login' }) })
    const hanging = test()
    await vi.waitFor(async () => {
      const state = (await (await fetch(`${controlUrl}/state`)).json()) as { faults: { struck: number }[] }
      expect(state.faults[0]?.struck).toBe(1)
    })
    await killSimulator()
    expect(await hanging).toMatchObject({ health: 'serviceError', problem: { code: 'not_reachable' } })
    expect(await test()).toMatchObject({ health: 'connected' })
  })

  it('is a service error of its connections while it cannot be started', async () => {
    writeFileSync(refusal, '')
    await killSimulator()
    expect(await test()).toMatchObject({ health: 'serviceError', problem: { code: 'simulator_failed' } })
    expect(await connections.get(connection.id)).toMatchObject({ health: 'serviceError', tenant: connection.tenant })
    rmSync(refusal)
    expect(await test()).toMatchObject({ health: 'connected' })
    expect(await connections.get(connection.id)).toMatchObject({ health: 'connected', problem: null })
  })
})

describe('a server without the simulated cloud', () => {
  it('connects nothing simulated, and says of stored simulated connections why they do not work', async () => {
    const plain = await startReplica(api)
    const browser = newBrowser({ ...api, url: plain.url })
    await browser.post('/api/v1/session').send({ email: owner.email, password: owner.password }).expect(200)
    const refused = await browser
      .post(connections.base)
      .send(setupOf(app, { name: 'Third' }))
      .expect(409)
    expect(refused.body).toMatchObject({
      code: 'simulator_off',
      fix: expect.stringContaining('SIMULATOR_COMMAND') as string,
    })
    const { body } = await browser.post(`${connections.base}/${connection.id}/test`).expect(200)
    expect(body).toMatchObject({ health: 'serviceError', problem: { code: 'simulator_off' } })
    const state = await browser.get(`/api/v1/organizations/${owner.organizationId}/simulator`).expect(200)
    expect(state.body).toMatchObject({ available: false, running: false })
    await plain.close()
  })
})
