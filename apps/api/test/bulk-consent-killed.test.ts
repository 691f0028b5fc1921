import { afterAll, describe, expect, it } from 'vitest'
import type { Passing } from './support/door.js'
import { chance, someOf } from './support/chance.js'
import { type Msp, startMsp } from './support/msp.js'

const places: Msp[] = []

afterAll(async () => {
  for (const place of places) await place.stop()
})

/** About how many calls one bulk consent of eight tenants makes until the last is proved. */
const USUAL_CALLS = 60
const SIMULATED_SECONDS = 20

/** The domains that CIPP was asked to consent in, once for each time it was asked. */
function askedFor(seen: readonly Passing[]): string[] {
  return seen
    .filter(({ path }) => path.startsWith('/api/ExecAddMultiTenantApp'))
    .flatMap(({ body }) => (JSON.parse(body) as { tenantFilter: { value: string }[] }).tenantFilter)
    .map(({ value }) => value)
}

describe.concurrent('R-04: a process that is killed with kill -9 while a provider consents in bulk', () => {
  it.each([[[1, 2, 3, 4]], [[5, 6, 7, 8]], [[9, 10, 11, 12]], [[13, 14, 15, 16]], [[17, 18, 19, 20]]])(
    'loses no tenant, has none consented twice, and shows none wrong (seeds %j)',
    async (seeds) => {
      const place = await startMsp()
      places.push(place)
      const connection = await place.connect()
      await place.connectCipp()
      await place.ended((await place.beginSync(connection)).id)
      await place.ended((await place.beginVerification()).id)
      const reached = (await place.tenants()).filter(
        ({ relationship, consent }) => relationship.status === 'active' && consent.status === 'granted',
      )
      const clock = setInterval(() => place.simulator.advanceClock(SIMULATED_SECONDS), 1000)
      try {
        for (const seed of seeds) {
          const random = chance(seed)
          const chosen = someOf(reached, 8, random)
          for (const { providerTenantId } of chosen) {
            place.simulator.tenant(providerTenantId).removeServicePrincipal({ clientId: place.app.clientId })
          }
          await place.ended((await place.beginVerification()).id)
          const before = place.door.seen.length
          const run = await place.beginBulkConsent(chosen.map(({ id }) => id))
          await place.killAfter(Math.floor(random() * USUAL_CALLS), Math.floor(random() * 200))
          const ended = await place.ended(run.id)
          expect(ended, `seed ${seed}`).toMatchObject({ total: 8, done: 8, failed: 0, status: 'succeeded' })
          const asked = askedFor(place.door.seen.slice(before))
          expect(asked, `seed ${seed}: each is asked for once`).toHaveLength(8)
          expect(new Set(asked).size, `seed ${seed}: each is asked for`).toBe(8)
          const now = new Map((await place.tenants()).map(({ id, consent }) => [id, consent.status]))
          expect(chosen.map(({ id }) => now.get(id))).toEqual(chosen.map(() => 'granted'))
        }
      } finally {
        clearInterval(clock)
      }
      const shown = (await place.tenants()).map(({ name, consent }) => [name, consent.status])
      await place.ended((await place.beginVerification()).id)
      expect(shown).toEqual((await place.tenants()).map(({ name, consent }) => [name, consent.status]))
      expect(await place.get('/audit/verify')).toMatchObject({ ok: true, firstBroken: null })
    },
    600_000,
  )
})
