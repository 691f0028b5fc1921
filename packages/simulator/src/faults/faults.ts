import type { Clock } from '../clock.js'
import { chance } from './chance.js'
import type { Fault, FaultKind, FaultPlan, Target } from './effects.js'
import { usualProbability, usualService } from './kinds.js'
import { pathMatcher } from './path-pattern.js'

/** A fault that is switched on, with what it remembers. */
interface Active {
  fault: Fault
  number: number
  matches: ((path: string) => boolean) | undefined
  met: number
  /** How often each address was met, for chance. */
  meetings: Map<string, number>
}

/** The faults that are switched on, in the order they were. */
export class Faults {
  #active: Active[] = []
  #made = 0

  constructor(
    private readonly clock: Clock,
    private readonly seed: number,
  ) {}

  get none(): boolean {
    return this.#active.length === 0
  }

  list(): Fault[] {
    this.#dropEnded()
    return this.#active.map(({ fault }) => fault)
  }

  add(plan: FaultPlan): Fault {
    const number = ++this.#made
    const until = plan.seconds === undefined ? {} : { until: this.#inSeconds(plan.seconds) }
    const fault: Fault = { ...plan, id: `fault-${number}`, struck: 0, ...until }
    const matches = plan.path === undefined ? undefined : pathMatcher(plan.path)
    this.#active.push({ fault, number, matches, met: 0, meetings: new Map() })
    return fault
  }

  remove(id: string): boolean {
    const before = this.#active.length
    this.#active = this.#active.filter(({ fault }) => fault.id !== id)
    return this.#active.length < before
  }

  clear(tenantId?: string): void {
    this.#active = tenantId === undefined ? [] : this.#active.filter(({ fault }) => fault.tenantId !== tenantId)
  }

  /** The first fault of one of these kinds that strikes here; striking counts, and is noted in the target. */
  take<K extends FaultKind>(kinds: K | readonly K[], target: Target): Extract<Fault, { kind: K }> | undefined {
    if (this.#active.length === 0) return undefined
    this.#dropEnded()
    const wanted = [kinds].flat() as FaultKind[]
    const active = this.#active.find(
      (candidate) =>
        wanted.includes(candidate.fault.kind) && concerns(candidate, target) && this.#strikes(candidate, target),
    )
    if (!active) return undefined
    const { fault } = active
    fault.struck++
    target.struck?.push(fault.kind)
    if (fault.times !== undefined && fault.struck >= fault.times) this.remove(fault.id)
    return fault as Extract<Fault, { kind: K }>
  }

  #strikes(active: Active, { method = '', path }: Target): boolean {
    const { fault, number, meetings } = active
    if (++active.met <= (fault.after ?? 0)) return false
    const probability = fault.probability ?? usualProbability(fault.kind)
    if (probability >= 1) return true
    const address = `${method} ${path}`
    const meeting = (meetings.get(address) ?? 0) + 1
    meetings.set(address, meeting)
    return chance(this.seed, number, fault.kind, address, meeting) < probability
  }

  #inSeconds(seconds: number): Date {
    return new Date(this.clock.now().getTime() + seconds * 1000)
  }

  #dropEnded(): void {
    if (this.#active.every(({ fault }) => fault.until === undefined)) return
    const now = this.clock.now()
    this.#active = this.#active.filter(({ fault }) => fault.until === undefined || fault.until > now)
  }
}

function concerns({ fault, matches }: Active, target: Target): boolean {
  if ((fault.service ?? usualService(fault.kind)) !== target.service) return false
  if (fault.tenantId !== undefined && fault.tenantId !== target.tenantId) return false
  if (fault.method !== undefined && fault.method.toUpperCase() !== target.method) return false
  return matches === undefined || matches(target.path)
}
