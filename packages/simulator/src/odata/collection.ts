import { GraphError } from '../graph/graph-error.js'
import type { Entity } from '../world/model.js'
import { hash } from './chance.js'
import type { CollectionCall, CollectionRules } from './collection-rules.js'
import { cannotExpand, expand, type Expansion, parseExpand, type Related } from './expand.js'
import { parseFilter } from './filter.js'
import { annotate, metadataLevel } from './metadata-level.js'
import { type Order, parseOrder } from './order.js'
import { countMatches, cutPage, type Listed, type PagePlan, type Start } from './page.js'
import { readPageToken, writePageToken } from './page-token.js'
import { preference } from './prefer.js'
import type { Query } from './query.js'
import { querySupport } from './query-support.js'
import type { Audience } from './representation.js'
import { parseSearch } from './search.js'
import { parseSelect, project } from './select.js'

export type { CollectionCall, CollectionRules } from './collection-rules.js'

const COLLECTION_OPTIONS = ['$filter', '$orderby', '$count', '$skip', '$top', '$search', '$skiptoken', '$deltatoken']

/** One page of a collection. */
export function list<Call extends CollectionCall>(
  listed: Listed,
  rules: CollectionRules<Call>,
  call: Call,
): Record<string, unknown> {
  const { query } = call
  refuseOptions(query, rules)
  const audience = audienceOf(call)
  const order = readOrder(call, rules)
  const tests = readTests(call, rules, order)
  const selection = {
    ...parseSelect(query.get('$select'), rules.type, rules.defaults, call.version),
    ...(rules.derived ? { derived: rules.derived } : {}),
  }
  refuseOutside(rules, selection)
  const expansions = readExpand(call, rules)
  if (tests.advanced && expansions.length > 0) throw unsupported('$expand is not supported with advanced queries.')
  const start = readStart(call)
  const counted = query.get('$count') === 'true' && (!rules.directory || (call.eventual && start.first))
  const { matches, keys } = tests
  const size = pageSize(call, rules)
  const plan: PagePlan = { size, start: start.start, skip: start.skip, matches, keys, order, counted }
  const page = isBlank(call, rules, start)
    ? { entities: [], next: { ...start.start, blank: true }, count: counted ? countMatches(listed, plan) : undefined }
    : cutPage(listed, plan)
  return annotate(
    {
      '@odata.context': `${call.root}/$metadata#${call.context}${contextOf(selection.context, expansions)}`,
      ...(page.count === undefined ? {} : { '@odata.count': page.count }),
      ...(page.next ? { '@odata.nextLink': nextLink(call, rules, page.next, start.skip + page.entities.length) } : {}),
      value: page.entities.map((entity) => ({
        ...project(entity, rules.type, selection, audience),
        ...expandOne(entity, expansions, rules, call, audience),
      })),
    },
    { level: metadataLevel(call), type: rules.type, root: call.root },
  )
}

/** The bare number of `/$count`. */
export function count<Call extends CollectionCall>(listed: Listed, rules: CollectionRules<Call>, call: Call): number {
  if (rules.directory && !call.eventual) {
    throw new GraphError('badRequest', { value: '$count is not currently supported.' })
  }
  return countMatches(listed, readTests({ ...call, counts: true }, rules, undefined))
}

/** A single object can neither be filtered nor paged. */
export function refuseCollectionOptions(query: Query): void {
  const name = query.names().find((candidate) => COLLECTION_OPTIONS.includes(candidate))
  if (!name) return
  throw new GraphError('invalidQuery', {
    value: `The query specified in the URI is not valid. Query option '${name}' can be applied only on collections.`,
  })
}

/** What of an entity an answer shows besides its own properties. */
export function expandOne<Call extends CollectionCall>(
  entity: Entity,
  expansions: readonly Expansion[],
  rules: Pick<CollectionRules<Call>, 'directory' | 'expands'>,
  call: Call,
  audience: Audience,
): Record<string, unknown> {
  const relatedBy = (name: string) => rules.expands?.[name]?.(entity, call) as Related
  return expand(expansions, relatedBy, { directory: rules.directory ?? false, audience })
}

export function readExpand<Call>(
  call: Pick<CollectionCall, 'query' | 'version'>,
  rules: Pick<CollectionRules<Call>, 'type' | 'directory' | 'expands' | 'expandsOne'>,
): Expansion[] {
  const expansions = parseExpand(call.query.get('$expand'), {
    type: rules.type,
    version: call.version,
    directory: rules.directory ?? false,
    ...(rules.expandsOne === undefined ? {} : { one: rules.expandsOne }),
  })
  for (const { name } of expansions) if (!rules.expands?.[name]) throw cannotExpand(name)
  return expansions
}

export function audienceOf(call: Pick<CollectionCall, 'version' | 'headers'>): Audience {
  return {
    version: call.version,
    newerMembers: preference(call.headers, 'include-unknown-enum-members') !== undefined,
  }
}

/** `(displayName,manager())`, as it follows the name of the set. */
export function contextOf(selected: string | undefined, expansions: readonly Expansion[]): string {
  const shown = [...(selected === undefined ? [] : [selected]), ...expansions.map(({ name }) => `${name}()`)]
  return shown.length === 0 ? '' : `(${shown.join(',')})`
}

function refuseOptions<Call>(query: Query, rules: CollectionRules<Call>): void {
  const refused = [...(rules.refuses ?? []), ...(rules.directory ? ['$skip'] : ['$search']), '$deltatoken']
  const name = query.names().find((candidate) => refused.includes(candidate))
  if (name) throw new GraphError('badRequest', { value: `'${name}' is not supported by this resource.` })
  const wanted = query.get('$count')
  if (wanted !== undefined && wanted !== 'true' && wanted !== 'false') {
    throw new GraphError('invalidQuery', { value: `Invalid value '${wanted}' for $count query option found.` })
  }
}

/** Users have properties that lists do not fetch. https://learn.microsoft.com/graph/api/user-list */
function refuseOutside<Call>(
  { type }: CollectionRules<Call>,
  { names, context }: { names: string[]; context: string | undefined },
): void {
  if (context === undefined) return
  const outside = querySupport(type)?.outside ?? []
  if (names.some((name) => outside.includes(name))) {
    throw new GraphError('notImplemented', { value: 'This operation target is not yet supported.' })
  }
}

function pageSize<Call>(call: CollectionCall, { defaultPage, maxPage, paging }: CollectionRules<Call>): number {
  const text = call.query.get('$top')
  if (text === undefined) {
    const preferred = Number(paging === 'skip' ? preference(call.headers, 'odata.maxpagesize') : undefined)
    return preferred >= 1 ? Math.min(Math.floor(preferred), maxPage) : defaultPage
  }
  const top = Number(text)
  if (!Number.isInteger(top) || top < 1 || top > maxPage) {
    throw new GraphError('badRequest', {
      value: `Invalid page size specified: '${text}'. Must be between 1 and ${maxPage} inclusive.`,
    })
  }
  return top
}

function readOrder<Call>(call: CollectionCall, rules: CollectionRules<Call>): Order | undefined {
  const text = call.query.get('$orderby')
  if (text === undefined) return undefined
  return parseOrder(text, {
    type: rules.type,
    version: call.version,
    directory: rules.directory ?? false,
    plain: rules.orders,
  })
}

/** `$filter` and `$search`, and whether Graph takes them here. https://learn.microsoft.com/graph/aad-advanced-queries */
function readTests<Call>(
  call: CollectionCall & { counts?: boolean },
  rules: CollectionRules<Call>,
  order: Order | undefined,
): Pick<PagePlan, 'matches' | 'keys'> & { advanced: boolean } {
  const { query, eventual } = call
  const [filterText, searchText] = [query.get('$filter'), query.get('$search')]
  const directory = rules.directory ?? false
  const filter =
    filterText === undefined
      ? undefined
      : parseFilter(filterText, rules.type, { version: call.version, directory, eventual })
  if (searchText !== undefined && !eventual) {
    throw unsupported(
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    )
  }
  const found = searchText === undefined ? undefined : parseSearch(searchText, rules.type, call.version)
  const both = filter !== undefined && order !== undefined && directory
  const advanced = both || (filter?.advanced ?? false) || (order?.advanced ?? false) || (rules.advanced ?? false)
  const counted = call.counts === true || query.get('$count') === 'true'
  if (advanced && !(eventual && counted)) throw unsupported('Unsupported Query.')
  const matches =
    filter || found ? (entity: Entity) => (filter?.matches(entity) ?? true) && (found?.(entity) ?? true) : undefined
  return { matches, keys: filter?.keys, advanced: advanced || found !== undefined }
}

function readStart(call: CollectionCall): { start: Start; skip: number; first: boolean } {
  const token = call.query.get('$skiptoken')
  const skip = Number(call.query.get('$skip') ?? 0)
  if (!Number.isInteger(skip) || skip < 0) {
    throw new GraphError('invalidQuery', {
      value: `Invalid value '${call.query.get('$skip')}' for $skip query option found.`,
    })
  }
  if (token === undefined) return { start: { position: 0 }, skip, first: true }
  return { start: readPageToken(token, call), skip: 0, first: false }
}

/** One page of so many after the first comes empty, and the next link goes on. https://learn.microsoft.com/graph/paging */
const BLANK_PAGES = 12

function isBlank<Call>(
  call: CollectionCall,
  { paging }: CollectionRules<Call>,
  { start, first }: { start: Start; first: boolean },
): boolean {
  if (call.emptyPage) return true
  if (first || start.blank || paging === 'skip') return false
  return hash(`${call.tenant.id} ${call.query.wish} ${start.position}`) % BLANK_PAGES === 0
}

function nextLink<Call>(call: CollectionCall, { paging }: CollectionRules<Call>, next: Start, passed: number): string {
  const query =
    paging === 'skip' ? call.query.with('$skip', passed) : call.query.with('$skiptoken', writePageToken(next, call))
  return `${call.url}?${query}`
}

function unsupported(value: string): GraphError {
  return new GraphError('unsupportedQuery', { value })
}
