import { inRepository } from '../../scripts/root.mjs'
import { tokenOf } from '../simulator/cloud.mjs'
import { start, stop } from '../simulator/processes.mjs'
import { startReading } from './reader.mjs'

const SIMULATOR = inRepository('packages/simulator/dist/main.js')
const APPLICATIONS = 500

/** Everything that is read of a company of 1,000 people and 500 applications, with Microsoft's published limits on; and again. */
export async function readThousand() {
  const simulator = await start(SIMULATOR, ['--scenario', 'thousand-people', '--limits', 'off'])
  await registerApplications(simulator.ready)
  await control(simulator.ready, 'limits', { scale: 1 })
  const installation = await startReading(simulator.ready, () => true)
  try {
    const first = await installation.snapshot()
    const again = await installation.snapshot()
    return { ...first, changedAgain: again.changed, secondsAgain: again.seconds }
  } finally {
    await installation.close()
    await stop(simulator)
  }
}

/** Everything that is read of a company of 100,000 people and as many service principals; how much memory the process held at most. */
export async function readHundredThousand() {
  const simulator = await start(SIMULATOR, ['--scenario', 'hundred-thousand', '--limits', 'off'])
  // Sign-ins are read five pages in ten seconds at most: that is a limit of Microsoft's, and says nothing of memory.
  const installation = await startReading(simulator.ready, (set) => set !== 'signIns')
  try {
    const taken = await installation.snapshot()
    return { ...taken, peakMegabytes: installation.peakMegabytes() }
  } finally {
    await installation.close()
    await stop(simulator)
  }
}

async function registerApplications(ready) {
  const authorization = `Bearer ${await tokenOf(ready)}`
  for (let n = 0; n < APPLICATIONS; n += 1) {
    const answer = await fetch(`${ready.graph}/v1.0/applications`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ displayName: `Application ${n}` }),
    })
    if (!answer.ok) throw new Error(`The simulator registers no application: ${answer.status}.`)
  }
}

async function control(ready, call, body) {
  const answer = await fetch(`${ready.control}/${call}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`The simulator's ${call} answered ${answer.status}.`)
}
