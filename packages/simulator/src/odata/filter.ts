import type { Expression } from './filter-expression.js'
import { matcher } from './filter-match.js'
import { FilterParser } from './filter-parser.js'
import { requireSupport } from './filter-support.js'
import { querySupport } from './query-support.js'

/** Values of a property that names one object: no more than these can match. */
export interface Keys {
  property: string
  values: string[]
}

export interface Filter {
  matches(entity: unknown): boolean
  /** Directory objects allow it only as an advanced query. */
  advanced: boolean
  keys: Keys | undefined
}

/** Reads a `$filter` against a type; what Graph would refuse is refused. */
export function parseFilter(
  text: string,
  type: string,
  facts: { version?: string; directory?: boolean; eventual?: boolean } = {},
): Filter {
  const { version = 'v1.0', directory = false, eventual = false } = facts
  const expression = new FilterParser(text, type, version).parse()
  return {
    matches: matcher(expression),
    advanced: requireSupport(expression, { type, directory, eventual }) === 'advanced',
    keys: keysOf(expression, querySupport(type)?.keys ?? ['id']),
  }
}

function keysOf(expression: Expression, properties: readonly string[]): Keys | undefined {
  if (expression.kind === 'and') {
    for (const part of expression.parts) {
      const found = keysOf(part, properties)
      if (found) return found
    }
    return undefined
  }
  if (expression.kind === 'or') {
    const found = expression.parts.map((part) => keysOf(part, properties))
    const [first] = found
    if (!first || !found.every((keys) => keys?.property === first.property)) return undefined
    return { property: first.property, values: found.flatMap((keys) => keys?.values ?? []) }
  }
  if (expression.kind !== 'in' && !(expression.kind === 'compare' && expression.operator === 'eq')) return undefined
  const { path } = expression
  const literals = expression.kind === 'in' ? expression.literals : [expression.literal]
  if (!properties.includes(path.name) || path.variable !== '') return undefined
  if (!literals.every(({ value }) => typeof value === 'string')) return undefined
  return { property: path.name, values: literals.map(({ value }) => String(value)) }
}
