import { TokenError } from '../entra/token-errors.js'
import { GraphError, type GraphErrorKind } from '../graph/graph-error.js'
import type { Simulation } from '../simulation.js'
import { claimsChallenge } from './claims-challenge.js'
import type { Target } from './effects.js'

export interface Refusal {
  status: 429 | 500 | 502 | 503 | 504
  headers: Record<string, string>
}

const GRAPH_ERRORS = {
  429: 'tooManyRequests',
  500: 'internal',
  502: 'badGateway',
  503: 'unavailable',
  504: 'gatewayTimeout',
} as const satisfies Record<Refusal['status'], GraphErrorKind>

/** A page after the first is asked for with what its link brought along. */
const FOLLOWS = /(?:^|&)(?:\$|%24)skip(?:token)?=/i

/** Throttling and server errors; the struck service words them. Single requests of a batch meet them too. */
export function findRefusal(simulation: Simulation, target: Target): Refusal | undefined {
  const { faults, clock } = simulation
  const fault =
    faults.take(['throttle', 'serverError'], target) ??
    (FOLLOWS.test(target.query ?? '') ? faults.take('failedPage', target) : undefined)
  if (!fault) return undefined
  const status = fault.kind === 'throttle' ? 429 : (fault.status ?? 503)
  const wait = fault.kind === 'failedPage' ? 'none' : (fault.retryAfter ?? (fault.kind === 'throttle' ? 10 : 'none'))
  return { status, headers: retryAfter(wait, clock.now()) }
}

/** Refuses a request to sign-in or Graph that a fault strikes. */
export function refuseByFault(simulation: Simulation, target: Target): void {
  const refusal = findRefusal(simulation, target)
  if (refusal && target.service === 'login') {
    throw new TokenError(refusal.status === 429 ? 90055 : 90033, {}, refusal.headers)
  }
  if (refusal) throw new GraphError(GRAPH_ERRORS[refusal.status], { headers: refusal.headers })
  if (simulation.faults.take('claimsChallenge', target)) {
    throw new GraphError('claimsChallenge', { headers: claimsChallenge(simulation.clock.now()) })
  }
}

/** Refuses a single request of a batch. */
export function refuseInBatch(simulation: Simulation, target: Target): void {
  const fault = simulation.faults.take('partialBatch', target)
  if (!fault) return
  const status = fault.status ?? 503
  const headers: Record<string, string> = status === 429 ? { 'retry-after': '10' } : {}
  throw new GraphError(GRAPH_ERRORS[status], { headers })
}

function retryAfter(asked: number | 'none' | 'date', now: Date): Record<string, string> {
  if (asked === 'none') return {}
  if (asked === 'date') return { 'retry-after': new Date(now.getTime() + 10_000).toUTCString() }
  return { 'retry-after': String(asked) }
}
