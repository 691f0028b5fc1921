import { readData } from '../data.js'

interface StoredSupport {
  /** Directory objects: negations and some properties only in advanced queries. */
  directory?: boolean
  /** Properties that name one object, besides its id. */
  keys?: string[]
  /** Properties that `$search` splits into words. */
  words?: string[]
  /** Properties that other services keep: lists do not have them. */
  outside?: string[]
  /** Properties that `$orderby` takes; what can be filtered, where nothing is said. */
  orders?: string[]
  /** Operators by the way to the property; `+` needs an advanced query. */
  filter: Record<string, string>
}

export type Operator =
  | 'eq'
  | 'ne'
  | 'ge'
  | 'gt'
  | 'in'
  | 'has'
  | 'startsWith'
  | 'endsWith'
  | 'contains'
  | 'null'
  | 'zero'
  | 'one'

/** How an operator is supported on a property: as it is, or in advanced queries alone. */
export type Level = 'default' | 'advanced'

/**
 * What each type can be asked. https://learn.microsoft.com/graph/aad-advanced-queries and the resource pages. Types that
 * are not listed take every operator that fits the property.
 */
const stored = readData('filter-support.json') as Record<string, StoredSupport>

/** Any of these may be a member, an owner or a directory object. */
const DIRECTORY_OBJECTS = [
  'user',
  'group',
  'servicePrincipal',
  'device',
  'application',
  'orgContact',
  'administrativeUnit',
]

export interface QuerySupport {
  directory: boolean
  keys: readonly string[]
  words: readonly string[]
  outside: readonly string[]
  orders: readonly string[] | undefined
  /** Undefined for a property that cannot be filtered. */
  operators(name: string): ReadonlyMap<Operator, Level> | undefined
}

const supports = new Map(Object.entries(stored).map(([type, facts]) => [type, read(facts)]))
supports.set('directoryObject', anyDirectoryObject())

export function querySupport(type: string): QuerySupport | undefined {
  return supports.get(type)
}

function read(facts: StoredSupport): QuerySupport {
  const operators = new Map(
    Object.entries(facts.filter).map(([name, text]) => [
      name,
      new Map(
        text.split(' ').map((word): [Operator, Level] => {
          const advanced = word.endsWith('+')
          return [(advanced ? word.slice(0, -1) : word) as Operator, advanced ? 'advanced' : 'default']
        }),
      ),
    ]),
  )
  return {
    directory: facts.directory ?? false,
    keys: ['id', ...(facts.keys ?? [])],
    words: facts.words ?? [],
    outside: facts.outside ?? [],
    orders: facts.orders,
    operators: (name) => operators.get(name) ?? operators.get(name.replace(/[^/]+$/, '*')),
  }
}

/** What any kind of directory object can be asked; of a mixture only in advanced queries. */
function anyDirectoryObject(): QuerySupport {
  const kinds = DIRECTORY_OBJECTS.flatMap((type) => supports.get(type) ?? [])
  return {
    directory: true,
    keys: ['id'],
    words: ['description', 'displayName'],
    outside: [],
    orders: undefined,
    operators(name) {
      const found = kinds.map((kind) => kind.operators(name)).find((operators) => operators !== undefined)
      return found && new Map([...found.keys()].map((operator) => [operator, 'advanced']))
    },
  }
}
