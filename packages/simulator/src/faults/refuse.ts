import { TokenError } from '../entra/token-errors.js'
import { GraphError } from '../graph/graph-error.js'
import type { Simulation } from '../simulation.js'
import type { Target } from './faults.js'

const SERVER_ERRORS = { 500: 'internal', 502: 'badGateway', 503: 'unavailable', 504: 'gatewayTimeout' } as const

/** Throttling and server errors, as the struck host words them. Single requests of a batch meet them too. */
export function refuseByFault(simulation: Simulation, target: Target): void {
  const fault = simulation.faults.take(['throttle', 'serverError'], target)
  if (!fault) return
  const headers = retryAfter(fault.retryAfter ?? (fault.kind === 'throttle' ? 10 : 'none'), simulation.clock.now())
  if (target.service === 'login') throw new TokenError(fault.kind === 'throttle' ? 90055 : 90033, {}, headers)
  if (fault.kind === 'throttle') throw new GraphError('tooManyRequests', { headers })
  throw new GraphError(SERVER_ERRORS[fault.status ?? 503], { headers })
}

function retryAfter(asked: number | 'none' | 'date', now: Date): Record<string, string> {
  if (asked === 'none') return {}
  if (asked === 'date') return { 'retry-after': new Date(now.getTime() + 10_000).toUTCString() }
  return { 'retry-after': String(asked) }
}
