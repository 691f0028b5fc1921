import type { EntityView, Placed } from '../store/entity-set.js'
import type { Entity } from '../store/seed.js'
import type { Keys } from './filter.js'
import type { Order, SortKey } from './order.js'

/** What a collection lists: a set, or objects that were put together for it. */
export type Listed = EntityView | readonly Entity[]

/** Where a page begins: at a position of the set, or after a place in the order asked for. */
export interface Start {
  position: number
  after?: SortKey
  /** The page before came empty. */
  blank?: boolean
}

export interface PagePlan {
  size: number
  start: Start
  /** Matches to pass over. */
  skip: number
  matches: ((entity: Entity) => boolean) | undefined
  keys: Keys | undefined
  order: Order | undefined
  counted: boolean
}

export interface Page {
  entities: Entity[]
  next: Start | undefined
  count: number | undefined
}

/** One page: in the set's own order nothing before it is looked at, and nothing after it unless counted. */
export function cutPage(listed: Listed, plan: PagePlan): Page {
  const page = plan.order ? cutSorted(listed, plan, plan.order) : cutPlain(listed, plan)
  return { ...page, count: plan.counted ? countMatches(listed, plan) : undefined }
}

export function countMatches(listed: Listed, { matches, keys }: Pick<PagePlan, 'matches' | 'keys'>): number {
  if (!matches) return 'length' in listed ? listed.length : listed.size
  let count = 0
  for (const { entity } of candidates(listed, keys, 0)) if (matches(entity)) count++
  return count
}

function cutPlain(listed: Listed, { size, start, skip, matches, keys }: PagePlan): Omit<Page, 'count'> {
  const entities: Entity[] = []
  let passed = 0
  for (const { position, entity } of candidates(listed, keys, start.position)) {
    if (matches && !matches(entity)) continue
    if (passed++ < skip) continue
    if (entities.length === size) return { entities, next: { position } }
    entities.push(entity)
  }
  return { entities, next: undefined }
}

interface Sorted extends Placed {
  key: SortKey
}

/** Keeps no more than the page while it looks through the matches. */
function cutSorted(listed: Listed, plan: PagePlan, order: Order): Omit<Page, 'count'> {
  const { start, skip, matches, keys } = plan
  const compare = (a: Sorted, b: Sorted) => order.compare(a.key, b.key) || a.position - b.position
  const wanted = plan.size + skip + 1
  const kept: Sorted[] = []
  for (const { position, entity } of candidates(listed, keys, 0)) {
    if (matches && !matches(entity)) continue
    const candidate = { position, entity, key: order.keyOf(entity) }
    if (start.after && compare(candidate, { position: start.position, entity, key: start.after }) <= 0) continue
    const last = kept.at(-1)
    if (kept.length === wanted && last && compare(candidate, last) >= 0) continue
    kept.splice(place(kept, candidate, compare), 0, candidate)
    if (kept.length > wanted) kept.pop()
  }
  const shown = kept.slice(skip, skip + plan.size)
  const last = shown.at(-1)
  const more = kept.length === wanted && last
  return {
    entities: shown.map(({ entity }) => entity),
    next: more ? { position: last.position, after: last.key } : undefined,
  }
}

function place(sorted: readonly Sorted[], candidate: Sorted, compare: (a: Sorted, b: Sorted) => number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (compare(sorted[middle] as Sorted, candidate) <= 0) low = middle + 1
    else high = middle
  }
  return low
}

/** All objects from a position on; only those that the keys name, where a filter names them. */
function* candidates(listed: Listed, keys: Keys | undefined, from: number): Iterable<Placed> {
  if ('length' in listed) {
    for (let position = from; position < listed.length; position++) {
      yield { position, entity: listed[position] as Entity }
    }
    return
  }
  if (!keys) {
    yield* listed.scan(from)
    return
  }
  const values = [...new Set(keys.values.map((value) => value.toLowerCase()))]
  for (let position = from; position < values.length; position++) {
    const value = values[position] as string
    const entity = keys.property === 'id' ? listed.get(value) : listed.find(keys.property, value)
    if (entity) yield { position, entity }
  }
}
