import { inRepository } from '../scripts/root.mjs'
import { tokenOf } from './simulator/cloud.mjs'
import { walkGiant } from './simulator/giant.mjs'
import { requestsPerSecond } from './simulator/load.mjs'
import { residentMegabytes, start, stop } from './simulator/processes.mjs'

const SIMULATOR = inRepository('packages/simulator/dist/main.js')
const PATHS = ['/v1.0/organization?$select=id,displayName,verifiedDomains', '/v1.0/users?$top=1&$select=id']
const REQUESTS = 10_000

/** Requests a second of the simulator, and of a bare node:http server that answers the same bytes. */
export default async function open() {
  const simulator = await start(SIMULATOR, ['--limits', 'off'])
  const authorization = `Bearer ${await tokenOf(simulator.ready)}`
  const { origin, pathname } = new URL(simulator.ready.graph)
  const paths = PATHS.map((path) => pathname + path)
  const answers = await Promise.all(paths.map((path) => record(origin + path, authorization)))
  const bare = await start(
    inRepository('bench/simulator/bare.mjs'),
    [],
    JSON.stringify(Object.fromEntries(paths.map((path, index) => [path, answers[index]]))),
  )
  const measure = (url) => async () => {
    const speeds = []
    for (const path of paths) {
      speeds.push(await requestsPerSecond({ url, path, headers: { authorization }, requests: REQUESTS }))
    }
    return speeds.length / speeds.reduce((sum, speed) => sum + 1 / speed, 0)
  }
  return {
    unit: 'requests/s',
    ours: measure(origin),
    baseline: measure(bare.ready.url),
    notes,
    close: async () => {
      await stop(simulator)
      await stop(bare)
    },
  }
}

async function record(url, authorization) {
  const answer = await fetch(url, { headers: { authorization } })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`)
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() }
}

/** How long the large worlds take to start, and what the largest takes once somebody has been all through it. */
async function notes() {
  const seconds = {}
  for (const scenario of ['one-healthy-tenant', 'msp-50', 'msp-5000']) {
    const started = await start(SIMULATOR, ['--scenario', scenario])
    seconds[scenario] = Math.round(started.milliseconds) / 1000
    await stop(started)
  }
  const giant = await start(SIMULATOR, ['--scenario', 'giant', '--limits', 'off'])
  const walked = await walkGiant(giant.ready)
  const giantMegabytes = residentMegabytes(giant)
  await stop(giant)
  return { secondsToStart: seconds, giantMegabytes, giantWalk: walked }
}
