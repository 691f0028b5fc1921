import { afterAll, describe, expect, it } from 'vitest'
import type { TenantSummary } from '../src/tenants/tenants.dto.js'
import { chance, someOf } from './support/chance.js'
import { type Msp, startMsp } from './support/msp.js'

const places: Msp[] = []

afterAll(async () => {
  for (const place of places) await place.stop()
})

async function open(): Promise<Msp> {
  const place = await startMsp()
  places.push(place)
  return place
}

const consentOf = (tenants: TenantSummary[]) =>
  Object.fromEntries(tenants.map(({ providerTenantId, consent }) => [providerTenantId, consent.status]))

const statusesOf = (tenants: TenantSummary[]) =>
  Object.fromEntries(tenants.map(({ name, consent, mailboxes }) => [name, [consent.status, mailboxes.status]]))

describe.concurrent('R-04: a process that is killed with kill -9 while it works on tenants', () => {
  it('finds each tenant once, whenever it was killed while it listed them', async () => {
    const place = await open()
    const connection = await place.connect()
    for (const calls of [0, 2, 4]) {
      const run = await place.beginSync(connection)
      await place.killAfter(calls, calls * 10)
      expect(await place.ended(run.id)).toMatchObject({ status: 'succeeded', problem: null, total: 51, done: 51 })
      const tenants = await place.tenants()
      expect(new Set(tenants.map(({ providerTenantId }) => providerTenantId)).size).toBe(51)
      expect(tenants).toHaveLength(51)
    }
  }, 600_000)

  it.each([[[1, 2, 3, 4, 5]], [[6, 7, 8, 9, 10]], [[11, 12, 13, 14, 15]], [[16, 17, 18, 19, 20]]])(
    'loses no tenant and shows none wrong, whenever it was killed while it verified them (seeds %j)',
    async (seeds) => {
      const place = await open()
      const connection = await place.connect()
      await place.ended((await place.beginSync(connection)).id)
      const quiet = place.door.seen.length
      await place.ended((await place.beginVerification()).id)
      const usualCalls = place.door.seen.length - quiet
      const truth = consentOf(await place.tenants())
      const own = place.app.tenantId
      const turns: Record<string, number> = {}

      for (const seed of seeds) {
        const random = chance(seed)
        // The world turns before each look, so that what was known before is wrong now.
        for (const id of someOf(Object.keys(truth), 12, random).filter((tenantId) => tenantId !== own)) {
          const changes = place.simulator.tenant(id)
          if (truth[id] === 'granted') changes.removeServicePrincipal({ clientId: place.app.clientId })
          else changes.grantAll({ clientId: place.app.clientId })
          truth[id] = truth[id] === 'granted' ? 'revoked' : 'granted'
          turns[id] = (turns[id] ?? 0) + 1
        }
        const run = await place.beginVerification()
        await place.killAfter(Math.floor(random() * usualCalls), Math.floor(random() * 400))
        expect(await place.ended(run.id), `seed ${seed}`).toMatchObject({ total: 51, done: 51 })
        const items = await place.items(run)
        expect(items, `seed ${seed}`).toHaveLength(51)
        expect(items.filter(({ status }) => status !== 'succeeded' && status !== 'failed')).toEqual([])
        expect(consentOf(await place.tenants()), `seed ${seed}`).toEqual(truth)
      }

      const after = statusesOf(await place.tenants())
      await place.ended((await place.beginVerification()).id)
      expect(after, 'an undisturbed look finds the same').toEqual(statusesOf(await place.tenants()))
      const changes = (await place.audit()).filter(({ action }) => /^tenant\.consent(Granted|Revoked)$/.test(action))
      const told: Record<string, number> = {}
      for (const { subject } of changes) told[subject.id] = (told[subject.id] ?? 0) + 1
      for (const { id, providerTenantId, name } of await place.tenants()) {
        const first = turns[providerTenantId] ?? 0
        expect({ name, times: told[id] ?? 0 }, 'each change is recorded once').toEqual({
          name,
          times: first + (initially(truth[providerTenantId], first) === 'granted' ? 1 : 0),
        })
      }
      expect(await place.get('/audit/verify')).toMatchObject({ ok: true, firstBroken: null })
    },
    600_000,
  )
})

/** How it was before it turned so often. */
function initially(now: string | undefined, turns: number): 'granted' | 'withheld' {
  return (now === 'granted') === (turns % 2 === 0) ? 'granted' : 'withheld'
}
