import { setTimeout as wait } from 'node:timers/promises'
import { startInstallation } from '../installation/start.mjs'

const LOOK_MS = 250
/** Features that change something, or that only partners have. */
const NOT_READ = /[a-z]Changes$|^partner$/

/** An installation that reads the tenant of a simulated app, with those of the features that read. */
export async function startReading(ready, isOn) {
  const installation = await startInstallation(new URL(ready.control).origin)
  const { ask, organization, peakMegabytes, close } = installation
  const base = `/organizations/${organization.id}`
  const tenant = await connect(ask, base, ready.apps[0], isOn)
  return {
    /** Takes one and waits for its end. */
    snapshot: async () => {
      const from = performance.now()
      let taken = await ask('POST', `${base}/tenants/${tenant}/snapshots`, {})
      while (taken.endedAt === null) {
        await wait(LOOK_MS)
        taken = await ask('GET', `${base}/tenants/${tenant}/snapshots/${taken.number}`)
      }
      const { status, requests, objects, bytes, changed } = taken
      const seconds = Math.round((performance.now() - from) / 100) / 10
      return { status, requests, objects, bytes, changed, seconds, byStatus: taken.resources.byStatus }
    },
    peakMegabytes,
    close,
  }
}

/** Connects the app and gives the id of its own tenant. */
async function connect(ask, base, { tenantId, clientId, clientSecret }, isOn) {
  const { permissionSets } = await ask('GET', `${base}/providers/microsoft`)
  const sets = permissionSets.map(({ id }) => id).filter((id) => !NOT_READ.test(id) && isOn(id))
  const connection = await ask('POST', `${base}/connections`, {
    providerId: 'microsoft',
    kind: 'singleTenantApp',
    name: 'Bench',
    simulated: true,
    sets,
    config: { tenantId, clientId },
    credential: { kind: 'clientSecret', values: { clientSecret } },
  })
  await ask('POST', `${base}/connections/${connection.id}/tenant-syncs`)
  for (;;) {
    const [tenant] = (await ask('GET', `${base}/tenants`)).items
    if (tenant) return tenant.id
    await wait(LOOK_MS)
  }
}
