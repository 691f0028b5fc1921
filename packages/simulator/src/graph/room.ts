import type { IncomingHttpHeaders } from 'node:http'
import type { Target } from '../faults/effects.js'
import { annotate, metadataLevel } from '../odata/metadata-level.js'
import {
  audienceOf,
  type CollectionRules,
  contextOf,
  count,
  expandOne,
  list,
  readExpand,
  refuseCollectionOptions,
} from '../odata/collection.js'
import type { Listed } from '../odata/page.js'
import type { Query } from '../odata/query.js'
import { parseSelect, project } from '../odata/select.js'
import type { Simulation } from '../simulation.js'
import type { EntityView } from '../store/entity-set.js'
import type { Entity, ServicePrincipal, Tenant } from '../world/model.js'
import type { Caller } from './authenticate.js'
import { GraphError } from './graph-error.js'
import { entityReply } from './reply.js'

/** One authorized request as a room sees it. */
export interface GraphCall {
  simulation: Simulation
  tenant: Tenant
  caller: Caller
  servicePrincipal: ServicePrincipal
  method: string
  version: string
  query: Query
  headers: IncomingHttpHeaders
  /** Values of the braces in the room's path, in order; of a function, what stands between its parentheses. */
  keys: string[]
  eventual: boolean
  root: string
  url: string
  now: Date
  /** What faults strike. */
  target: Target
  emptyPage: boolean
  /** The JSON object that was sent. */
  body(): Record<string, unknown>
  /** A set as reads of single objects see it, and the moment it is of. */
  read(set: string): EntityView
  readAt: number
  /** A set as lists see it: later than single reads, and later still from the index of advanced queries. */
  list(set: string): EntityView
  listedAt: number
}

/** One path and method of Graph. Who may use it is in data/permissions.json. */
export interface Room {
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  path: string
  /** Both, unless given. */
  versions?: readonly string[]
  /** The path whose permissions it goes by, where Microsoft's map leaves it out. */
  permissionsOf?: string
  /** The JSON of a 200; a number is sent as text; anything else is a GraphReply. */
  answer(call: GraphCall): unknown
}

/** The key of a single object, which a room's path leaves open. */
export function key(call: GraphCall, position = 0): string {
  return call.keys[position] ?? ''
}

/** A path as `$metadata#` names it: `users('{id}')/licenseDetails`, with the keys that were asked for. */
function metadataPath(path: string, keys: readonly string[]): string {
  let place = 0
  return path.slice(1).replace(/\/\{\w+\}/g, () => `('${encodeURIComponent(keys[place++] ?? '')}')`)
}

export type { Listed } from '../odata/page.js'

/** Rules whose relationships may look at the whole call. */
type Rules = CollectionRules<GraphCall>

export function collection(
  path: string,
  rules: Rules,
  entities: (call: GraphCall) => Listed,
  facts: { context?: string; before?: (call: GraphCall) => void } = {},
): Room {
  return {
    path,
    answer(call) {
      facts.before?.(call)
      const context = facts.context ?? metadataPath(path, call.keys)
      return entityReply(call, list(entities(call), rules, { ...call, context }))
    },
  }
}

/** The `/$count` beneath a collection. */
export function counted(path: string, rules: Rules, entities: (call: GraphCall) => Listed): Room {
  return {
    path: `${path}/$count`,
    answer: (call) => count(entities(call), rules, { ...call, context: '' }),
  }
}

export function single(
  path: string,
  shape: Pick<Rules, 'type' | 'defaults' | 'derived' | 'directory' | 'expands' | 'expandsOne'>,
  find: (call: GraphCall) => Entity | undefined,
  facts: { context?: string; before?: (call: GraphCall) => void } = {},
): Room {
  return {
    path,
    answer(call) {
      facts.before?.(call)
      refuseCollectionOptions(call.query)
      const { type, derived } = shape
      const selection = parseSelect(call.query.get('$select'), type, shape.defaults, call.version)
      const expansions = readExpand(call, shape)
      const entity = find(call)
      if (!entity) throw new GraphError('notFound', { value: key(call) })
      const audience = audienceOf(call)
      const set = facts.context ?? metadataPath(path.replace(/\/\{\w+\}$/, ''), call.keys)
      const shown = contextOf(selection.context, expansions)
      const suffix = facts.context === undefined ? '/$entity' : ''
      const body = annotate(
        {
          '@odata.context': `${call.root}/$metadata#${set}${shown}${suffix}`,
          ...project(entity, type, { ...selection, ...(derived ? { derived } : {}) }, audience),
          ...expandOne(entity, expansions, shape, { ...call, context: set }, audience),
        },
        { level: metadataLevel(call), type, root: call.root },
      )
      return entityReply(call, body)
    },
  }
}
