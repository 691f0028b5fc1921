import type { TokenErrorCode } from '../entra/token-errors.js'

/** What a fault does to the exchanges it meets. */
export type FaultEffect =
  | { kind: 'throttle'; retryAfter?: number | 'none' | 'date' }
  | { kind: 'serverError'; status?: 500 | 502 | 503 | 504; retryAfter?: number | 'none' | 'date' }
  | { kind: 'hang'; phase?: 'headers' | 'body' }
  | { kind: 'reset' }
  | { kind: 'truncate' }
  | { kind: 'html'; status?: number }
  | { kind: 'emptyPage' }
  | { kind: 'conditionalAccess' }
  | { kind: 'tokenEndpointDown' }
  | { kind: 'tokenError'; code: TokenErrorCode }

export type FaultKind = FaultEffect['kind']

export interface FaultScope {
  /** Only this tenant; every tenant without it. */
  tenantId?: string
  /** Where it strikes. Faults of tokens strike at sign-in, the others at Graph unless told otherwise. */
  service?: 'graph' | 'login'
  /** Only paths that begin so, with or without the version (`/v1.0/users`, `/users`). */
  path?: string
  /** How often it strikes before it is spent. */
  times?: number
}

export type FaultPlan = FaultEffect & FaultScope

export type Fault = FaultPlan & { id: string; struck: number }

export interface Target {
  tenantId: string | undefined
  service: 'graph' | 'login'
  path: string
}

const TOKEN_KINDS: FaultKind[] = ['conditionalAccess', 'tokenEndpointDown', 'tokenError']

/** The faults that are switched on, in the order they were. */
export class Faults {
  #faults: Fault[] = []
  #made = 0

  list(): Fault[] {
    return [...this.#faults]
  }

  add(plan: FaultPlan): Fault {
    const fault: Fault = { ...plan, id: `fault-${++this.#made}`, struck: 0 }
    this.#faults.push(fault)
    return fault
  }

  remove(id: string): boolean {
    const before = this.#faults.length
    this.#faults = this.#faults.filter((fault) => fault.id !== id)
    return this.#faults.length < before
  }

  clear(tenantId?: string): void {
    this.#faults = tenantId === undefined ? [] : this.#faults.filter((fault) => fault.tenantId !== tenantId)
  }

  /** The first fault of one of these kinds that strikes here; striking counts. */
  take<K extends FaultKind>(kinds: K | readonly K[], target: Target): Extract<Fault, { kind: K }> | undefined {
    const wanted = [kinds].flat() as FaultKind[]
    const fault = this.#faults.find((candidate) => wanted.includes(candidate.kind) && strikes(candidate, target))
    if (!fault) return undefined
    fault.struck++
    if (fault.times !== undefined && fault.struck >= fault.times) this.remove(fault.id)
    return fault as Extract<Fault, { kind: K }>
  }
}

function strikes(fault: Fault, target: Target): boolean {
  const service = fault.service ?? (TOKEN_KINDS.includes(fault.kind) ? 'login' : 'graph')
  if (service !== target.service) return false
  if (fault.tenantId !== undefined && fault.tenantId !== target.tenantId) return false
  return fault.path === undefined || beginsWith(target.path, fault.path)
}

/** At sign-in the first segment is the tenant, at Graph the version: a prefix may leave it out. */
function beginsWith(path: string, prefix: string): boolean {
  const wanted = prefix.toLowerCase()
  const whole = path.toLowerCase()
  return whole.startsWith(wanted) || whole.replace(/^\/[^/]+/, '').startsWith(wanted)
}
