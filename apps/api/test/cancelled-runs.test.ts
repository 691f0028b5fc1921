import { startSimulator, type Simulator } from '@tenantry/simulator'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { z } from 'zod'
import { TenantRuns } from '../src/tenants/tenant-runs.js'
import type { TenantRun, TenantRunItemPage, TenantSummary } from '../src/tenants/tenants.dto.js'
import { Door } from './support/door.js'
import { connectionsOf, type SimulatedApp } from './support/microsoft.js'
import { createOwner, type TestPerson } from './support/people.js'
import { startApp, type TestApp } from './support/start-app.js'
import { tenantsOf } from './support/tenants.js'

type Run = z.output<typeof TenantRun>
type Item = z.output<typeof TenantRunItemPage>['items'][number]

const AT_ONCE = 16

let simulator: Simulator
let door: Door
let api: TestApp
let owner: TestPerson
let tenants: ReturnType<typeof tenantsOf>
let all: TenantSummary[]

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'msp-50' })
  door = await Door.before(simulator.url)
  api = await startApp({ SIMULATOR_URL: door.url })
  owner = await createOwner(api)
  const app = simulator.apps.find(({ kind }) => kind === 'partner') as SimulatedApp
  const sets = ['users', 'groups', 'exchange', 'directory']
  const { id } = await connectionsOf(owner).connect(app, { kind: 'partnerApp', name: 'Meridian', sets })
  tenants = tenantsOf(owner)
  await tenants.sync(id)
  all = await tenants.all()
})

afterAll(async () => {
  await api.close()
  await door.close()
  await simulator.stop()
})

beforeEach(() => door.watch())

async function begin(): Promise<Run> {
  const { body } = await owner.browser
    .post(`${tenants.base}/tenant-verifications`)
    .send({ tenantIds: all.map((tenant) => tenant.id) })
    .expect(202)
  return (body as { runs: [Run] }).runs[0]
}

const cancel = (run: Run) => owner.browser.post(`${tenants.base}/tenant-runs/${run.id}/cancel`)

async function tally(run: Run): Promise<Partial<Record<Item['status'], number>>> {
  const { body } = await owner.browser.get(`${tenants.base}/tenant-runs/${run.id}/items?limit=200`).expect(200)
  const counts: Partial<Record<Item['status'], number>> = {}
  for (const { status } of (body as { items: Item[] }).items) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

/** Tenants that were signed in to since then. */
const entered = (from: number) =>
  new Set(door.seen.slice(from).flatMap(({ path }) => /^\/([^/]+)\/oauth2\/v2\.0\/token/.exec(path)?.[1] ?? []))

/** Holds every request until `open` is called. */
function hold(): () => void {
  let open = () => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  door.watch(() => opened)
  return open
}

describe('A run that is called off', () => {
  it('ends what is under way, begins no tenant it had only taken, and counts each', async () => {
    const from = door.seen.length
    const open = hold()
    const run = await begin()
    await vi.waitFor(() => expect(entered(from).size).toBe(AT_ONCE), { timeout: 10_000 })
    const { body } = await cancel(run).expect(200)
    expect(body).toMatchObject({ status: 'cancelled', total: 51, done: 0, cancelledBy: owner.name })
    expect((body as Run).endedAt).not.toBeNull()
    open()
    await vi.waitFor(
      async () =>
        expect(await tenants.run(run.id)).toMatchObject({ done: AT_ONCE, cancelled: 51 - AT_ONCE, failed: 0 }),
      { timeout: 20_000 },
    )
    expect(await tally(run)).toEqual({ succeeded: AT_ONCE, cancelled: 51 - AT_ONCE })
    expect(entered(from).size).toBe(AT_ONCE)
    const looked = (await tenants.all()).filter(({ verifiedAt }) => verifiedAt !== null)
    expect(looked).toHaveLength(AT_ONCE)
  })

  it('cannot be called off twice, nor when it has ended', async () => {
    const open = hold()
    const run = await begin()
    await cancel(run).expect(200)
    await cancel(run).expect(409)
    open()
    door.watch()
    const ended = await tenants.ended((await begin()).id)
    await cancel(ended).expect(409)
    expect(await tenants.run(ended.id)).toMatchObject({ status: 'succeeded', cancelled: 0, cancelledBy: null })
  })

  it('R-04: keeps nothing taken when the process that had taken it was killed before it let go', async () => {
    const organizationId = owner.organizationId
    const runs = api.app.get(TenantRuns)
    const [tenant, other] = all
    const run = await api.database.inOrganization(organizationId, (tx) =>
      runs.begin(
        tx,
        {
          organizationId,
          connectionId: tenant!.connectionId,
          kind: 'verify',
          startedBy: { kind: 'user', id: owner.id, name: owner.name },
        },
        [tenant!.id, other!.id],
      ),
    )
    await runs.start(organizationId, run)
    await api.database.inOrganization(organizationId, (tx) => runs.take(tx, run, 2))
    await owner.browser.post(`${tenants.base}/tenant-runs/${run}/cancel`).expect(200)
    expect(await tenants.run(run)).toMatchObject({ status: 'cancelled', cancelled: 0 })
    expect(await runs.start(organizationId, run)).toBe(false)
    expect(await tenants.run(run)).toMatchObject({ done: 0, cancelled: 2 })
    expect(await tally({ id: run } as Run)).toEqual({ cancelled: 2 })
  })
})
