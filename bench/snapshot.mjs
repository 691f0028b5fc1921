import { objectsOf } from './snapshot/objects.mjs'
import { openStore } from './snapshot/store.mjs'
import { readHundredThousand, readThousand } from './snapshot/tenant.mjs'

const OBJECTS = 2000
/** One in a thousand changes between two snapshots. */
const CHANGED = OBJECTS / 1000
const ROUNDS = 5
const IN_A_ROUND = 50
const BEFORE = 1000 - (ROUNDS + 1) * IN_A_ROUND

const RESOURCES = [
  { name: 'users', id: 'entra.users', key: 'id' },
  { name: 'servicePrincipals', id: 'entra.servicePrincipals', key: 'id' },
  { name: 'policies', id: 'entra.conditionalAccessPolicies', key: 'id' },
]

/**
 * What the tables grow by with each snapshot of a tenant up to the thousandth, beside the text of the objects that changed. What is
 * noted of each resource in each snapshot is told apart.
 */
export default async function open() {
  const store = await openStore(RESOURCES)
  const objects = objectsOf(OBJECTS)
  const all = RESOURCES.flatMap(({ name }) => objects[name].map((_, index) => [name, index]))
  let taken = 0
  let changedBytes = 0
  let manifest = 0
  let milliseconds = 0
  const change = () => {
    for (let n = 0; n < CHANGED; n += 1) {
      const [name, index] = all[((taken * CHANGED + n) * 7919) % all.length]
      const changed = { ...objects[name][index], displayName: `Renamed in snapshot ${taken}` }
      objects[name][index] = changed
      changedBytes += Buffer.byteLength(JSON.stringify(changed))
    }
  }
  const take = async (count, changing) => {
    for (let n = 0; n < count; n += 1) {
      if (changing) change()
      await store.snapshot(objects)
      taken += 1
    }
  }
  await take(BEFORE, true)

  return {
    unit: 'bytes',
    rounds: ROUNDS,
    ours: async () => {
      const before = await store.size()
      changedBytes = 0
      const from = performance.now()
      await take(IN_A_ROUND, true)
      milliseconds = (performance.now() - from) / IN_A_ROUND
      const after = await store.size()
      manifest = (after.manifest - before.manifest) / IN_A_ROUND
      return (after.objects - before.objects) / IN_A_ROUND
    },
    baseline: async () => changedBytes / IN_A_ROUND,
    notes: async () => {
      const before = await store.size()
      await take(IN_A_ROUND, false)
      const after = await store.size()
      return {
        objects: all.length,
        changed: CHANGED,
        snapshots: taken,
        millisecondsEach: Math.round(milliseconds),
        manifestBytesEach: Math.round(manifest),
        bytesWithoutChange: (after.objects - before.objects) / IN_A_ROUND,
        thousandPeople: await readThousand(),
        hundredThousand: await readHundredThousand(),
      }
    },
    close: () => store.close(),
  }
}
