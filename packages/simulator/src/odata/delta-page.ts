import { scramble } from '../world/hash.js'
import { hash } from './chance.js'
import type { Entity } from '../store/seed.js'
import type { Changed } from './delta-changes.js'
import type { DeltaSource } from './delta-source.js'

/** How far a round has come: after an object, or in the middle of its links. */
export interface Cursor {
  key: number | string
  /** So many of its links are told; none means that the object is done. */
  link: number
  /** How far the journal of the set was shown by then. */
  seen?: number
}

/** One object to tell of: whole, or what changed of it. */
export interface Item {
  key: number | string
  id: string
  entity: Entity | undefined
  changed: Changed | undefined
  /** Relationship and other end of each link to tell of. */
  links: readonly (readonly [name: string, other: string])[]
}

export interface Told {
  item: Item
  links: Item['links']
}

/** Takes a page from what is left of a round. */
export function cutDeltaPage(
  items: Iterable<Item>,
  cursor: Cursor | undefined,
  sizes: { objects: number; links: number },
): { told: Told[]; next: Cursor | undefined } {
  const told: Told[] = []
  let budget = sizes.links
  let done = cursor
  for (const item of items) {
    if (told.length === sizes.objects || budget <= 0) return { told, next: done }
    const from = item.key === cursor?.key ? cursor.link : 0
    const links = item.links.slice(from, from + budget)
    told.push({ item, links })
    budget -= links.length
    if (from + links.length < item.links.length) return { told, next: { key: item.key, link: from + links.length } }
    done = { key: item.key, link: 0 }
  }
  return { told, next: undefined }
}

/** Every object of the set with all its links, from a cursor on. */
export function* wholeItems(
  source: DeltaSource,
  facts: { asOf: number; names: readonly string[]; ids: ReadonlySet<string> | undefined },
  cursor: Cursor | undefined,
): Iterable<Item> {
  const view = source.set.view(facts.asOf)
  const first = cursor === undefined ? 0 : Number(cursor.key) + (cursor.link > 0 ? 0 : 1)
  const make = (key: number, entity: Entity): Item => ({
    key,
    id: entity.id,
    entity,
    changed: undefined,
    links: allLinks(source, entity.id, facts.names, facts.asOf),
  })
  if (!facts.ids) {
    for (const { position, entity } of view.scan(first)) yield make(position, entity)
    return
  }
  for (const [key, id] of [...facts.ids].entries()) {
    const entity = key < first ? undefined : view.get(id)
    if (entity) yield make(key, entity)
  }
}

/** The objects that changed, in an order that has nothing to do with when. */
export function changedItems(
  source: DeltaSource,
  changes: ReadonlyMap<string, Changed>,
  facts: { asOf: number; names: readonly string[]; salt: number },
  cursor: Cursor | undefined,
): Item[] {
  const view = source.set.view(facts.asOf)
  const place = (id: string) => scramble(hash(id) ^ facts.salt)
  const later = (a: string, b: string) => place(a) - place(b) || (a < b ? -1 : Number(a > b))
  return [...changes]
    .filter(([key]) => cursor === undefined || later(key, String(cursor.key)) >= (cursor.link > 0 ? 0 : 1))
    .sort(([a], [b]) => later(a, b))
    .map(([key, changed]) => ({
      key,
      id: changed.id,
      entity: view.get(key),
      changed,
      links: [...(isWhole(changed) ? allLinks(source, key, facts.names, facts.asOf) : []), ...linksOf(changed)],
    }))
}

/** An object that came, or went and came back, is told like one that was never told before. */
export function isWhole(changed: Changed | undefined): boolean {
  return !changed || changed.appeared || changed.removed
}

function allLinks(source: DeltaSource, id: string, names: readonly string[], asOf: number): [string, string][] {
  return names.flatMap((name) => {
    const others = source.links.get(name)?.of(id, asOf) ?? []
    return others.map((other): [string, string] => [name, other])
  })
}

function linksOf(changed: Changed): [string, string][] {
  return [...changed.links].flatMap(([name, others]) => [...others].map((other): [string, string] => [name, other]))
}
