import { readData } from '../data.js'
import { pathPatterns } from './path-patterns.js'

export type LimitedService = 'graph' | 'exchange'

/** One row of Microsoft's tables. */
export interface Limit {
  name: string
  title: string
  /** Graph unless given. */
  service?: LimitedService
  /** Who shares it: an app in all tenants, a tenant's apps, an app in one tenant, an app at one mailbox. */
  scope: 'app' | 'tenant' | 'appAndTenant' | 'appAndMailbox'
  workload?: string
  paths?: string[]
  methods?: 'read' | 'write'
  /** Counted where one of these properties is selected of one of these paths. */
  selects?: string[]
  selectsOf?: string[]
  /** Of usage reports: which form of the answer. */
  format?: 'csv' | 'json'
  /** Counted for each path by itself. */
  each?: true
  counts?: 'units' | 'bytes'
  /** How many in how many seconds; some by the size of the tenant. */
  capacity?: number | { S: number; M: number; L: number }
  seconds?: number
  /** How far refused requests still count, as a share of the capacity; to its end unless given. */
  overrun?: number
  /** How many at once. */
  concurrent?: number
  /** Its 429 has no Retry-After. */
  silent?: true
  code?: 'applicationThrottled' | 'serverBusy'
  reason?: string
  /** For the headers by which identity and access explains a 429. */
  information?: string
}

interface Workload {
  paths: string[]
  except?: string[]
  exceptWorkloads?: string[]
}

const data = readData('limits.json') as {
  limits: Limit[]
  workloads: Record<string, Workload>
  units: Record<string, number>
}

export const limits: readonly Limit[] = data.limits

/** Resource units of a plain request, for those that cost more than one. */
export const unitCosts: ReadonlyMap<string, number> = new Map(
  Object.entries(data.units).map(([request, units]) => [request.toLowerCase(), units]),
)

interface Rule {
  limit: Limit
  covers: (method: string, path: string) => boolean
  /** Whether it depends on what is selected. */
  selective: (path: string) => boolean
}

const workloads = new Map(
  Object.entries(data.workloads).map(([name, workload]) => [
    name,
    { ...workload, covers: pathPatterns(workload.paths), spares: pathPatterns(workload.except ?? []) },
  ]),
)

function inWorkload(name: string, path: string): boolean {
  const workload = workloads.get(name)
  if (!workload) throw new Error(`data/limits.json has no workload '${name}'.`)
  const spared = workload.spares(path) || (workload.exceptWorkloads ?? []).some((other) => inWorkload(other, path))
  return workload.covers(path) && !spared
}

const rules: readonly Rule[] = limits.map((limit) => {
  const { workload, paths, methods, selectsOf } = limit
  const listed = paths && pathPatterns(paths)
  const selective = pathPatterns(selectsOf ?? [])
  const everything = workload === undefined && paths === undefined
  return {
    limit,
    selective,
    covers(method, path) {
      if (methods !== undefined && (method === 'GET') !== (methods === 'read')) return false
      return (
        everything ||
        (workload !== undefined && inWorkload(workload, path)) ||
        (listed?.(path) ?? false) ||
        selective(path)
      )
    },
  }
})

export interface Covering {
  limit: Limit
  /** Only where it is selected. */
  selective: boolean
}

const known = new Map<string, readonly Covering[]>()

/** The limits that a request counts against, by method and the room's path. */
export function limitsOf(service: LimitedService, method: string, path: string): readonly Covering[] {
  const key = `${service} ${method} ${path}`
  let found = known.get(key)
  if (!found) {
    const plain = plainPath(path)
    found = rules
      .filter(({ limit, covers }) => (limit.service ?? 'graph') === service && covers(method, plain))
      .map(({ limit, selective }) => ({ limit, selective: selective(plain) }))
    known.set(key, found)
  }
  return found
}

/** As the tables name it: keys without names, functions without parameters, no casts and counts. */
export function plainPath(path: string): string {
  return path
    .toLowerCase()
    .replace(/\{[^}]*\}/g, '{}')
    .replace(/\([^)]*\)/g, '()')
    .replace(
      /\/(microsoft\.graph\.(user|group|device|serviceprincipal|orgcontact|application)|\$count|\$ref)(?=\/|$)/g,
      '',
    )
}
