import type { Clock } from '../clock.js'
import type { Tenant } from '../world/model.js'
import { Bucket } from './bucket.js'
import { type Limit, type LimitedService, limits, limitsOf } from './limits.js'
import { type Options, resourceUnits } from './resource-units.js'

/** A request as throttling sees it. */
export interface Demand {
  /** Graph unless given. */
  service?: LimitedService
  tenant: Tenant
  appId: string
  method: string
  /** The room's path, with braces. */
  path: string
  query: Options
  /** Whose mailbox it is about. */
  mailbox?: string
  /** Size of the body. */
  bytes?: number
  /** Calls back when the exchange is over; unless given it is over at once. */
  whenDone?: ((then: () => void) => void) | undefined
}

export interface Verdict {
  headers: Record<string, string>
  /** The limit that refuses it, and how long to wait as that limit says it. */
  refusedBy?: Limit
}

/** `off`, or a factor for the capacity. */
export type Scale = number | 'off'

export interface LimitState extends Pick<Limit, 'name' | 'title' | 'scope'> {
  capacity: number | { S: number; M: number; L: number }
  /** None for what is limited at once. */
  seconds?: number
  scale: Scale
  /** Of the fullest: whose it is, and its share in use. */
  fullest?: { of: string; share: number }
}

interface Account {
  bucket: Bucket
  capacity: number
  seconds: number
}

const MANY = 20_000

/** What each app has spent of each limit. Time is the simulated world's. */
export class Throttle {
  readonly #accounts = new Map<string, Account>()
  readonly #running = new Map<string, number>()
  readonly #scales = new Map<string, Scale>()

  constructor(
    private readonly clock: Clock,
    /** For all limits that have no scale of their own. */
    public scale: Scale = 1,
  ) {}

  scaleOf(limit: string): Scale {
    return this.#scales.get(limit) ?? this.scale
  }

  setScale(scale: Scale, limit?: string): void {
    if (limit !== undefined) {
      this.#scales.set(limit, scale)
      return
    }
    this.#scales.clear()
    this.scale = scale
  }

  /** Counts a request against every limit it falls under; the first that is reached refuses it. */
  admit(demand: Demand): Verdict {
    const { service = 'graph', method, path, query } = demand
    const now = this.clock.now().getTime()
    const units = resourceUnits(method, path, query)
    const verdict: Verdict = { headers: {} }
    let used = 0
    for (const { limit, selective } of limitsOf(service, method, path)) {
      if (limit.counts === 'units') verdict.headers['x-ms-resource-unit'] = String(units)
      const scale = this.scaleOf(limit.name)
      if (scale === 'off' || !concerns(limit, selective, demand)) continue
      const key = keyOf(limit, demand)
      if (limit.concurrent !== undefined) {
        if (!this.#enter(key, Math.max(1, limit.concurrent * scale), demand)) refuse(verdict, limit, demand, 0)
        continue
      }
      const account = this.#account(key, limit, demand.tenant, scale)
      const cost = limit.counts === 'units' ? units : limit.counts === 'bytes' ? (demand.bytes ?? 0) : 1
      const { bucket, capacity, seconds } = account
      const wait = bucket.spend(cost, now, capacity, seconds, limit.overrun ?? 1)
      if (limit.counts === 'units') used = Math.max(used, bucket.level(now, capacity, seconds) / capacity)
      if (wait > 0) refuse(verdict, limit, demand, wait)
    }
    if (used >= 0.8) verdict.headers['x-ms-throttle-limit-percentage'] = Math.min(used, 1.8).toFixed(2)
    return verdict
  }

  /** Every limit, with the fullest account of it, or of it in one tenant. */
  list(tenantId?: string): LimitState[] {
    const now = this.clock.now().getTime()
    const fullest = new Map<string, { of: string; share: number }>()
    for (const [key, { bucket, capacity, seconds }] of this.#accounts) {
      const [name = '', ...whose] = key.split(' ')
      if (tenantId !== undefined && !whose.includes(tenantId)) continue
      const share = bucket.level(now, capacity, seconds) / capacity
      if (share > (fullest.get(name)?.share ?? 0)) fullest.set(name, { of: whose.join(' '), share })
    }
    return limits.map((limit) => {
      const { name, title, scope, concurrent, seconds } = limit
      const full = fullest.get(name)
      return {
        name,
        title,
        scope,
        capacity: limit.capacity ?? concurrent ?? 0,
        ...(seconds === undefined ? {} : { seconds }),
        scale: this.scaleOf(name),
        ...(full ? { fullest: { of: full.of, share: Math.round(full.share * 1000) / 1000 } } : {}),
      }
    })
  }

  #account(key: string, limit: Limit, tenant: Tenant, scale: number): Account {
    const capacity = Math.max(1, capacityOf(limit, tenant) * scale)
    const seconds = limit.seconds ?? 1
    const account = this.#accounts.get(key)
    if (account && account.capacity === capacity) return account
    if (this.#accounts.size >= MANY) this.#forgetIdle()
    const fresh = { bucket: account?.bucket ?? new Bucket(), capacity, seconds }
    this.#accounts.set(key, fresh)
    return fresh
  }

  #forgetIdle(): void {
    const now = this.clock.now().getTime()
    for (const [key, { bucket, capacity, seconds }] of this.#accounts) {
      if (bucket.level(now, capacity, seconds) === 0) this.#accounts.delete(key)
    }
  }

  #enter(key: string, most: number, { whenDone }: Demand): boolean {
    const running = this.#running.get(key) ?? 0
    if (running + 1 > most) return false
    if (!whenDone) return true
    this.#running.set(key, running + 1)
    whenDone(() => {
      const left = (this.#running.get(key) ?? 1) - 1
      if (left > 0) this.#running.set(key, left)
      else this.#running.delete(key)
    })
    return true
  }
}

function concerns({ selects, format }: Limit, selective: boolean, { query }: Demand): boolean {
  if (selective) {
    const selected = query.get('$select')?.toLowerCase().split(',') ?? []
    return (selects ?? []).some((name) => selected.includes(name.toLowerCase()))
  }
  if (format === undefined) return true
  return (format === 'json') === (query.get('$format')?.toLowerCase().includes('json') ?? false)
}

function keyOf({ name, scope, each }: Limit, demand: Demand): string {
  const key = `${name} ${whose(scope, demand)}`
  return each ? `${key} ${demand.path}` : key
}

function whose(scope: Limit['scope'], { tenant, appId, mailbox = '' }: Demand): string {
  if (scope === 'app') return appId
  if (scope === 'tenant') return tenant.id
  return scope === 'appAndTenant' ? `${appId} ${tenant.id}` : `${appId} ${tenant.id} ${mailbox.toLowerCase()}`
}

/** https://learn.microsoft.com/graph/throttling-limits: S below 50 users, M to 500, L above. */
function capacityOf({ capacity = 1 }: Limit, { headcount }: Tenant): number {
  if (typeof capacity === 'number') return capacity
  const size = headcount.users < 50 ? 'S' : headcount.users <= 500 ? 'M' : 'L'
  return capacity[size]
}

function refuse(verdict: Verdict, limit: Limit, { method, appId, tenant }: Demand, wait: number): void {
  if (verdict.refusedBy) return
  verdict.refusedBy = limit
  if (!limit.silent) verdict.headers['retry-after'] = String(Math.max(1, Math.ceil(wait)))
  if (limit.information === undefined) return
  const scope = limit.scope === 'app' ? 'Application' : limit.scope === 'tenant' ? 'Tenant' : 'Tenant_Application'
  const which = limit.methods === 'write' ? 'Write' : limit.counts === 'units' ? 'ReadWrite' : method
  verdict.headers['x-ms-throttle-scope'] = `${scope}/${which}/${appId}/${tenant.id}`
  verdict.headers['x-ms-throttle-information'] = limit.information
}
