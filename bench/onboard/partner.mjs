import { setTimeout as wait } from 'node:timers/promises'

const SETS = ['users', 'groups', 'directory', 'exchange']
const LOOK_MS = 100

/** What a partner does with an installation: connects, finds its customers, verifies them. */
export function asPartner({ ask, organization }) {
  const base = `/organizations/${organization.id}`
  const ended = async ({ id }) => {
    for (;;) {
      const run = await ask('GET', `${base}/tenant-runs/${id}`)
      if (run.endedAt !== null) return run
      await wait(LOOK_MS)
    }
  }
  const firstTenants = async (count) => {
    const ids = []
    for (let cursor = ''; ids.length < count && cursor !== undefined;) {
      const page = await ask('GET', `${base}/tenants?limit=200${cursor}`)
      ids.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor === null ? undefined : `&cursor=${page.nextCursor}`
    }
    return ids.slice(0, count)
  }
  return {
    connect: (app, name) =>
      ask('POST', `${base}/connections`, {
        providerId: 'microsoft',
        kind: 'partnerApp',
        name,
        simulated: true,
        sets: SETS,
        config: { tenantId: app.tenantId, clientId: app.clientId },
        credential: { kind: 'clientSecret', values: { clientSecret: app.clientSecret } },
      }),
    disconnect: ({ id }) => ask('DELETE', `${base}/connections/${id}`),
    findTenants: async ({ id }) => ended(await ask('POST', `${base}/connections/${id}/tenant-syncs`)),
    /** All tenants of a connection, or the first so many; every one of them must have been looked at. */
    verifyTenants: async ({ id }, limit) => {
      const tenantIds = limit === undefined ? undefined : await firstTenants(limit)
      const order = tenantIds ? { tenantIds } : { filter: { connectionId: id } }
      const { runs } = await ask('POST', `${base}/tenant-verifications`, order)
      const { done, total, failed } = await ended(runs[0])
      if (done !== total || failed > 0) throw new Error(`Of ${total} tenants ${done} were verified, ${failed} failed.`)
    },
  }
}
