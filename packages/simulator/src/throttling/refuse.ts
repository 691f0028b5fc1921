import type { Target } from '../faults/effects.js'
import { GraphError } from '../graph/graph-error.js'
import type { Simulation } from '../simulation.js'
import type { Demand } from './throttle.js'

/** Refuses a request to Graph that reaches a limit; answers the headers by which a limit announces itself. */
export function refuseByLimit(simulation: Simulation, demand: Demand, target: Target): Record<string, string> {
  const { refusedBy, headers } = simulation.limits.admit(demand)
  if (!refusedBy) return headers
  target.struck?.push(`limit ${refusedBy.name}`)
  if (refusedBy.code === 'applicationThrottled') {
    throw new GraphError('applicationThrottled', { headers, value: refusedBy.reason ?? '' })
  }
  throw new GraphError('tooManyRequests', { headers })
}
