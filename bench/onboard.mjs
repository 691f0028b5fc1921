import { inRepository } from '../scripts/root.mjs'
import { startInstallation } from './onboard/installation.mjs'
import { rawClient } from './onboard/raw.mjs'
import { start, stop } from './simulator/processes.mjs'

/** The first round only warms up: it need not go through all. */
const WARM_UP = 500

/**
 * A partner's 5,000 customers, from the first list to the last verified: the API and its worker in one process, and bare
 * undici making the same calls at the same concurrency. Microsoft's published limits are on for both.
 */
export default async function open() {
  const simulator = await start(inRepository('packages/simulator/dist/main.js'), ['--scenario', 'msp-5000'])
  const app = simulator.ready.apps.find(({ kind }) => kind === 'partner')
  const url = new URL(simulator.ready.control).origin
  const installation = await startInstallation(url)
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

  return {
    unit: 'ms',
    rounds: 5,
    ours: async () => {
      const connection = await installation.connect(app, `Round ${rounds.ours}`)
      const milliseconds = await measured(
        'ours',
        () => installation.findTenants(connection),
        (_, limit) => installation.verifyTenants(connection, limit),
      )
      await installation.disconnect(connection)
      return milliseconds
    },
    baseline: () =>
      measured(
        'baseline',
        () => raw.findTenants(),
        (found, limit) => raw.verifyTenants(found.slice(0, limit ?? found.length)),
      ),
    notes: () => ({ atOnce: raw.atOnce, lastRound: { calls, seconds }, peakMegabytes: installation.peakMegabytes() }),
    close: async () => {
      await raw.close()
      await installation.close()
      await stop(simulator)
    },
  }
}

async function requestsSoFar({ ready }) {
  const answer = await fetch(`${ready.control}/requests?top=0`)
  return (await answer.json()).count
}
