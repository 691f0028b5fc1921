import { inRepository } from '../scripts/root.mjs'
import { startInstallation } from './installation/start.mjs'
import { asPartner } from './onboard/partner.mjs'
import { rawClient } from './onboard/raw.mjs'
import { start, stop } from './simulator/processes.mjs'

/** The first round only warms up: it need not go through all. */
const WARM_UP = 500

/**
 * How long every answer takes at the least. Microsoft's take longer; with none at all, both sides wait for the simulator's own
 * processor, and the faster the client, the more of that processor it takes from itself.
 */
const ANSWER_MS = 50

/** Microsoft's services that are asked. */
const SERVICES = ['login', 'graph', 'exchange']

/**
 * A partner's 5,000 customers, from the first list to the last verified: the API and its worker in one process, and bare
 * undici making the same calls at the same concurrency. Microsoft's published limits are on for both. The notes tell a further
 * round whose answers take no time.
 */
export default async function open() {
  const simulator = await start(inRepository('packages/simulator/dist/main.js'), ['--scenario', 'msp-5000'])
  for (const service of SERVICES)
    await control(simulator, 'POST', 'faults', { kind: 'slow', milliseconds: ANSWER_MS, service })
  const app = simulator.ready.apps.find(({ kind }) => kind === 'partner')
  const url = new URL(simulator.ready.control).origin
  const installation = await startInstallation(url)
  const partner = asPartner(installation)
  const raw = rawClient(url, app)
  const calls = {}
  const seconds = {}
  const rounds = { ours: 0, baseline: 0 }

  /** Milliseconds that a side takes, with the calls it made and how long each part of it took. */
  const measured = async (side, findTenants, verifyTenants) => {
    const limit = (rounds[side] += 1) === 1 ? WARM_UP : undefined
    const before = await requestsSoFar(simulator)
    const from = performance.now()
    const found = await findTenants()
    const between = performance.now()
    await verifyTenants(found, limit)
    const to = performance.now()
    calls[side] = (await requestsSoFar(simulator)) - before
    seconds[side] = { find: Math.round(between - from) / 1000, verify: Math.round(to - between) / 1000 }
    return to - from
  }

  const ours = async () => {
    const connection = await partner.connect(app, `Round ${rounds.ours}`)
    const milliseconds = await measured(
      'ours',
      () => partner.findTenants(connection),
      (_, limit) => partner.verifyTenants(connection, limit),
    )
    await partner.disconnect(connection)
    return milliseconds
  }

  const baseline = () =>
    measured(
      'baseline',
      () => raw.findTenants(),
      (found, limit) => raw.verifyTenants(found.slice(0, limit ?? found.length)),
    )

  return {
    unit: 'ms',
    rounds: 3,
    ours,
    baseline,
    notes: async () => {
      const lastRound = { calls: { ...calls }, seconds: { ...seconds } }
      await control(simulator, 'DELETE', 'faults')
      const withoutLatency = { baseline: Math.round(await baseline()), ours: Math.round(await ours()) }
      return {
        atOnce: raw.atOnce,
        answerMs: ANSWER_MS,
        lastRound,
        withoutLatency,
        peakMegabytes: installation.peakMegabytes(),
      }
    },
    close: async () => {
      await raw.close()
      await installation.close()
      await stop(simulator)
    },
  }
}

async function control({ ready }, method, path, body) {
  const answer = await fetch(`${ready.control}/${path}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`The simulator refused ${method} ${path}: ${answer.status} ${await answer.text()}`)
  return answer.status === 204 ? undefined : answer.json()
}

async function requestsSoFar(simulator) {
  return (await control(simulator, 'GET', 'requests?top=0')).count
}
