import type { IncomingHttpHeaders } from 'node:http'
import type { Entity } from '../world/model.js'
import type { Query } from './query.js'

/** How a workload lists a collection. */
export interface CollectionRules<Call = CollectionCall> {
  type: string
  /** Shown when nothing is selected. */
  defaults: readonly string[]
  /** The same for types that derive from it; all their properties where it says nothing. */
  derived?: Readonly<Record<string, readonly string[]>>
  defaultPage: number
  maxPage: number
  /** Directory objects: no `$skip`, and some queries need `ConsistencyLevel: eventual`. */
  directory?: boolean
  /** Every query needs it, as below a cast. */
  advanced?: boolean
  /** Options this collection refuses. */
  refuses?: readonly string[]
  /** Properties `$orderby` takes without an advanced query. */
  orders?: readonly string[]
  /** Relationships `$expand` fills in. */
  expands?: Record<string, (entity: Entity, call: Call) => unknown>
  /** Whether `$expand` takes a single relationship; so it does for directory objects. */
  expandsOne?: boolean
  /** How next links go on: by an opaque token, or by counting as Outlook does. */
  paging?: 'token' | 'skip'
}

export interface CollectionCall {
  tenant: { id: string }
  version: string
  query: Query
  headers: IncomingHttpHeaders
  now: Date
  eventual: boolean
  /** Address of the collection and of the service root, without a query. */
  url: string
  root: string
  /** Path as it appears after `$metadata#`. */
  context: string
  /** An answer may be an empty page with a next link: only the missing link ends a listing. */
  emptyPage: boolean
}
