import { GraphError } from '../graph/graph-error.js'
import type { DeltaRules } from './delta-rules.js'
import type { Wish } from './delta-changes.js'
import type { Expression } from './filter-expression.js'
import { FilterParser } from './filter-parser.js'
import type { Query } from './query.js'
import { querySupport } from './query-support.js'
import { parseSelect, type Selection } from './select.js'

/** What the first call of a delta query asked for; it holds for all that come of it. */
export interface Asked {
  select?: string
  ids?: string[]
}

const KNOWN = ['$select', '$filter', '$deltatoken', '$skiptoken']

/** https://learn.microsoft.com/graph/api/group-delta: more objects than these cannot be followed by name. */
const FOLLOW_LIMIT = 50

/** Reads the options of a first call. */
export function readAsked(query: Query, type: string, version: string): Asked {
  const other = query.names().find((name) => !KNOWN.includes(name))
  if (other)
    throw new GraphError('badRequest', { value: `'${other}' is not supported in delta queries of this resource.` })
  const [select, filter] = [query.get('$select'), query.get('$filter')]
  return {
    ...(select === undefined ? {} : { select }),
    ...(filter === undefined ? {} : { ids: idsOf(new FilterParser(filter, type, version).parse()) }),
  }
}

function idsOf(expression: Expression): string[] {
  const parts = expression.kind === 'or' ? expression.parts : [expression]
  const ids = parts.map((part) => {
    if (part.kind !== 'compare' || part.operator !== 'eq' || part.path.name !== 'id') {
      throw new GraphError('unsupportedQuery', { value: "Delta queries can only be filtered by 'id eq'." })
    }
    return String(part.literal.value).toLowerCase()
  })
  if (ids.length > FOLLOW_LIMIT) {
    throw new GraphError('unsupportedQuery', { value: `The filter names more than ${FOLLOW_LIMIT} objects.` })
  }
  return [...new Set(ids)]
}

/** What a round shows, and what a client follows with it. */
export function readWish(
  { select, ids }: Asked,
  rules: Pick<DeltaRules, 'type' | 'defaults' | 'links'>,
  version: string,
): { selection: Selection; wish: Wish } {
  const selection = parseSelect(select, rules.type, rules.defaults, version)
  const outside = querySupport(rules.type)?.outside ?? []
  if (selection.context !== undefined && selection.names.some((name) => outside.includes(name))) {
    throw new GraphError('notImplemented', { value: 'This operation target is not yet supported.' })
  }
  const selected = selection.context !== undefined
  const links = Object.entries(rules.links).filter(([name, { always }]) =>
    selected ? selection.names.includes(name) : always,
  )
  return {
    selection,
    wish: {
      properties: selected ? new Set(selection.names) : undefined,
      links: links.map(([name]) => name),
      ids: ids && new Set(ids),
    },
  }
}
