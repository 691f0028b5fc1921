import { GraphError } from '../graph/graph-error.js'
import type { Entity } from '../world/model.js'
import { parseFilter, textOf, unknownProperty } from './filter.js'
import type { Query } from './query.js'
import { parseSelect, project } from './select.js'
import { findProperty, findRelationship } from './types.js'

/** How a workload lists a collection. */
export interface CollectionRules {
  type: string
  /** Shown when nothing is selected. */
  defaults: readonly string[]
  defaultPage: number
  maxPage: number
  /** Directory objects: no `$skip`, and some queries need `ConsistencyLevel: eventual`. */
  directory?: boolean
  /** Options this collection refuses. */
  refuses?: readonly string[]
  /** Properties `$orderby` takes without an advanced query. */
  orders?: readonly string[]
  /** Relationships `$expand` fills in. */
  expands?: Record<string, (entity: Entity) => unknown>
}

export interface CollectionCall {
  query: Query
  eventual: boolean
  /** Address of the collection and of the service root, without a query. */
  url: string
  root: string
  /** Path as it appears after `$metadata#`. */
  context: string
  /** An answer may be an empty page with a next link: only the missing link ends a listing. */
  emptyPage: boolean
}

/** One page of a collection. */
export function list(
  entities: readonly Entity[],
  rules: CollectionRules,
  call: CollectionCall,
): Record<string, unknown> {
  const { query } = call
  refuseOptions(query, rules)
  const top = pageSize(query.get('$top'), rules)
  const filter = query.get('$filter')
  const predicate = filter === undefined ? undefined : parseFilter(filter, rules.type)
  const order = parseOrder(query.get('$orderby'), rules)
  const selection = parseSelect(query.get('$select'), rules.type, rules.defaults)
  const expanded = parseExpand(query.get('$expand'), rules)
  const counted = query.get('$count') === 'true'
  if (rules.directory) {
    requireEventual(
      call,
      counted,
      (predicate?.advanced ?? false) || (filter !== undefined && order !== undefined) || (order?.advanced ?? false),
    )
  }

  let found = predicate ? entities.filter((entity) => predicate.matches(entity)) : [...entities]
  if (order) found = found.sort(order.compare)
  const from = readSkipToken(query.get('$skiptoken')) ?? Number(query.get('$skip') ?? 0)
  const to = call.emptyPage ? from : from + top
  const value = found.slice(from, to).map((entity) => ({
    ...project(entity, rules.type, selection),
    ...Object.fromEntries(expanded.map((name) => [name, rules.expands?.[name]?.(entity)])),
  }))
  const shown = selection.context === undefined ? '' : `(${selection.context})`
  return {
    '@odata.context': `${call.root}/$metadata#${call.context}${shown}`,
    ...(counted ? { '@odata.count': found.length } : {}),
    ...(to < found.length ? { '@odata.nextLink': `${call.url}?${query.withSkipToken(skipToken(to))}` } : {}),
    value,
  }
}

/** The bare number of `/$count`. */
export function count(entities: readonly Entity[], rules: CollectionRules, call: CollectionCall): number {
  const filter = call.query.get('$filter')
  const predicate = filter === undefined ? undefined : parseFilter(filter, rules.type)
  if (rules.directory && !call.eventual)
    throw unsupported('Request with $count needs the header ConsistencyLevel: eventual.')
  return predicate ? entities.filter((entity) => predicate.matches(entity)).length : entities.length
}

function refuseOptions(query: Query, rules: CollectionRules): void {
  const refused = [...(rules.refuses ?? []), ...(rules.directory ? ['$skip'] : []), '$search']
  const name = query.names().find((candidate) => refused.includes(candidate))
  if (name) throw new GraphError('badRequest', { value: `'${name}' is not supported by this resource.` })
  const wanted = query.get('$count')
  if (wanted !== undefined && wanted !== 'true' && wanted !== 'false') {
    throw new GraphError('invalidQuery', { value: `Invalid value '${wanted}' for $count query option found.` })
  }
}

function pageSize(text: string | undefined, { defaultPage, maxPage }: CollectionRules): number {
  if (text === undefined) return defaultPage
  const top = Number(text)
  if (!Number.isInteger(top) || top < 1 || top > maxPage) {
    throw new GraphError('badRequest', {
      value: `Invalid page size specified: '${text}'. Must be between 1 and ${maxPage} inclusive.`,
    })
  }
  return top
}

function parseOrder(
  text: string | undefined,
  rules: CollectionRules,
): { compare: (a: Entity, b: Entity) => number; advanced: boolean } | undefined {
  if (text === undefined) return undefined
  const keys = text.split(',').map((part) => {
    const [name = '', direction = 'asc'] = part.trim().split(/\s+/)
    const property = findProperty(rules.type, name.split('/')[0] ?? '')
    if (!property) throw unknownProperty('Invalid orderby clause', name, rules.type)
    return { name: property.name, sign: direction.toLowerCase() === 'desc' ? -1 : 1 }
  })
  return {
    advanced: rules.directory === true && keys.some(({ name }) => !(rules.orders ?? []).includes(name)),
    compare(a, b) {
      for (const { name, sign } of keys) {
        const [left, right] = [a[name], b[name]]
        const difference =
          typeof left === 'number' && typeof right === 'number'
            ? left - right
            : textOf(left).localeCompare(textOf(right))
        if (difference !== 0) return difference * sign
      }
      return 0
    },
  }
}

function parseExpand(text: string | undefined, rules: CollectionRules): string[] {
  if (text === undefined) return []
  return text.split(/,(?![^(]*\))/).map((part) => {
    const name = part.trim().replace(/\(.*$/, '')
    const relationship = findRelationship(rules.type, name)
    if (!relationship) throw unknownProperty('Parsing OData Select and Expand failed', name, rules.type)
    if (!rules.expands?.[relationship.name]) throw unsupported(`The relationship '${name}' cannot be expanded here.`)
    return relationship.name
  })
}

/** https://learn.microsoft.com/graph/aad-advanced-queries */
function requireEventual({ eventual, query }: CollectionCall, counted: boolean, advanced: boolean): void {
  if ((counted || advanced) && !eventual) {
    throw unsupported(
      'Unsupported query. Advanced queries need the header ConsistencyLevel: eventual and the query parameter $count=true.',
    )
  }
  if (advanced && !counted && query.get('$skiptoken') === undefined) {
    throw unsupported('Unsupported query. Advanced queries need the query parameter $count=true.')
  }
}

function unsupported(value: string): GraphError {
  return new GraphError('unsupportedQuery', { value })
}

/** Opaque to the caller. */
function skipToken(offset: number): string {
  return `RFNwdAoAA${Buffer.from(`m~${offset}`).toString('base64url')}`
}

function readSkipToken(token: string | undefined): number | undefined {
  if (token === undefined) return undefined
  const offset = /^m~(\d+)$/.exec(Buffer.from(token.replace(/^RFNwdAoAA/, ''), 'base64url').toString())?.[1]
  if (offset === undefined) throw new GraphError('expiredPage')
  return Number(offset)
}
