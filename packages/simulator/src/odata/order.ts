import { GraphError } from '../graph/graph-error.js'
import type { Entity } from '../store/seed.js'
import { querySupport } from './query-support.js'
import { findAnywhere, findProperty } from './types.js'
import { unknownProperty } from './unknown-property.js'

/** What an object is sorted by, one value for each property named. */
export type SortKey = readonly (string | number | null)[]

export interface Order {
  keyOf(entity: Entity): SortKey
  compare(a: SortKey, b: SortKey): number
  /** Directory objects allow it only as an advanced query. */
  advanced: boolean
}

const texts = new Intl.Collator('en')

/** Reads an `$orderby`. `plain` are the properties it takes without an advanced query. */
export function parseOrder(
  text: string,
  facts: { type: string; version: string; directory: boolean; plain: readonly string[] | undefined },
): Order {
  const keys = text.split(',').map((part) => {
    const [path = '', direction = 'asc', ...rest] = part.trim().split(/\s+/)
    const sign = { asc: 1, desc: -1 }[direction.toLowerCase()]
    if (sign === undefined || rest.length > 0) {
      throw new GraphError('invalidQuery', { value: `Invalid orderby clause: Syntax error in '${text}'.` })
    }
    return { steps: steps(path, facts.type, facts.version), sign }
  })
  const names = keys.map(({ steps }) => steps.join('/'))
  return {
    advanced: requireSortable(names, facts),
    keyOf: (entity) => keys.map(({ steps }) => sortable(steps.reduce<unknown>(follow, entity))),
    compare(a, b) {
      for (const [index, { sign }] of keys.entries()) {
        const difference = compareValues(a[index] ?? null, b[index] ?? null)
        if (difference !== 0) return difference * sign
      }
      return 0
    },
  }
}

function steps(path: string, type: string, version: string): string[] {
  let current = type
  return path.split('/').map((segment) => {
    const property = findAnywhere(findProperty, current, segment, version)
    if (!property) throw unknownProperty('orderby', segment, current)
    current = property.type
    return property.name
  })
}

function requireSortable(
  names: string[],
  { type, directory, plain }: { type: string; directory: boolean; plain: readonly string[] | undefined },
): boolean {
  const support = querySupport(type)
  const allowed = plain ?? support?.orders
  if (names.every((name) => allowed?.includes(name))) return false
  const sortable = directory
    ? names.every((name) => !support || support.operators(name)?.has('eq') === true)
    : allowed === undefined
  if (sortable) return directory
  throw new GraphError('unsupportedQuery', { value: 'Sorting not supported for current query.' })
}

function follow(value: unknown, step: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : null
}

function sortable(value: unknown): string | number | null {
  if (typeof value === 'string' || typeof value === 'number') return value
  return typeof value === 'boolean' ? Number(value) : null
}

/** What is unset comes first. */
function compareValues(a: string | number | null, b: string | number | null): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return texts.compare(String(a), String(b))
}
