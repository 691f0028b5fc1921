import { type CollectionRules, count, list } from '../odata/collection.js'
import type { Query } from '../odata/query.js'
import { parseSelect, project } from '../odata/select.js'
import type { Simulation } from '../simulation.js'
import type { Entity, Tenant } from '../world/model.js'
import type { Caller } from './authenticate.js'
import { GraphError } from './graph-error.js'

/** One authorized request as a room sees it. */
export interface GraphCall {
  simulation: Simulation
  tenant: Tenant
  caller: Caller
  query: Query
  /** Values of the braces in the room's path, in order. */
  keys: string[]
  eventual: boolean
  root: string
  url: string
  now: Date
  emptyPage: boolean
}

/** One readable path of Graph. Who may read it is in data/permissions.json. */
export interface Room {
  path: string
  /** Resource units of a plain read, for directory objects. */
  units?: number
  answer(call: GraphCall): unknown
}

/** The key of a single object, which a room's path leaves open. */
export function key(call: GraphCall, position = 0): string {
  return call.keys[position] ?? ''
}

export function collection(
  path: string,
  rules: CollectionRules,
  entities: (call: GraphCall) => readonly Entity[],
  facts: { units?: number; context?: string; before?: (call: GraphCall) => void } = {},
): Room {
  return {
    path,
    ...(rules.directory ? { units: facts.units ?? 1 } : {}),
    answer(call) {
      facts.before?.(call)
      const context = facts.context ?? path.slice(1)
      return list(entities(call), rules, { ...call, context })
    },
  }
}

/** The `/$count` beneath a collection. */
export function counted(path: string, rules: CollectionRules, entities: (call: GraphCall) => readonly Entity[]): Room {
  return {
    path: `${path}/$count`,
    units: 1,
    answer: (call) => count(entities(call), rules, { ...call, context: '' }),
  }
}

export function single(
  path: string,
  shape: { type: string; defaults: readonly string[]; directory?: boolean },
  find: (call: GraphCall) => Entity | undefined,
  facts: { context?: string; before?: (call: GraphCall) => void } = {},
): Room {
  return {
    path,
    ...(shape.directory ? { units: 1 } : {}),
    answer(call) {
      facts.before?.(call)
      const selection = parseSelect(call.query.get('$select'), shape.type, shape.defaults)
      const entity = find(call)
      if (!entity) throw new GraphError('notFound', { value: key(call) })
      const shown = selection.context === undefined ? '' : `(${selection.context})`
      const set = facts.context ?? path.slice(1).replace(/\/\{id\}$/, '')
      const suffix = facts.context === undefined ? '/$entity' : ''
      return {
        '@odata.context': `${call.root}/$metadata#${set}${shown}${suffix}`,
        ...project(entity, shape.type, selection),
      }
    },
  }
}
