import type { Change } from '../store/journal.js'
import { type DeltaSource, journalsOf, type Reach } from './delta-source.js'

/** What a client follows. */
export interface Wish {
  /** Undefined for all. */
  properties: ReadonlySet<string> | undefined
  links: readonly string[]
  /** In lower case; undefined for all objects. */
  ids: ReadonlySet<string> | undefined
}

/** All that happened to one object in a round, as far as its client cares. */
export interface Changed {
  id: string
  /** It came, or came back: it is told whole. */
  appeared: boolean
  removed: boolean
  properties: Set<string>
  /** By relationship, the other ends of the links that came or went, in lower case. */
  links: Map<string, Set<string>>
}

/** What happened between two reaches of the journals, by object. */
export function changesBetween(
  source: DeltaSource,
  from: Reach,
  to: Reach,
  asOf: number,
  wish: Wish,
): Map<string, Changed> {
  const changed = new Map<string, Changed>()
  const at = (id: string): Changed | undefined => {
    const key = id.toLowerCase()
    if (wish.ids && !wish.ids.has(key)) return undefined
    const known = changed.get(key)
    if (known) return known
    const fresh = { id, appeared: false, removed: false, properties: new Set<string>(), links: new Map() }
    changed.set(key, fresh)
    return fresh
  }
  const [own, ...others] = journalsOf(source).map((journal, index) =>
    journal.after(from[index] ?? 0).slice(0, (to[index] ?? 0) - (from[index] ?? 0)),
  )
  for (const change of own ?? []) note(change, at, source, wish)
  for (const change of [...(own ?? []), ...others.flat()]) noteOtherEnd(change, at, source, asOf, wish)
  return changed
}

type Find = (id: string) => Changed | undefined

function note(change: Change, at: Find, source: DeltaSource, wish: Wish): void {
  if (change.kind === 'updated') {
    const followed = followedOf(change.properties ?? [], source, wish)
    if (followed.length === 0) return
    const known = at(change.id)
    for (const name of followed) known?.properties.add(name)
    return
  }
  if (change.kind === 'linked' || change.kind === 'unlinked') {
    const name = wish.links.find((candidate) => source.links.get(candidate)?.name === change.link)
    if (name !== undefined && change.other !== undefined) noteLink(at(change.id), name, change.other)
    return
  }
  const known = at(change.id)
  if (!known) return
  if (change.kind === 'created') known.appeared = true
  else known.removed = true
}

/** Of what was written all that is followed, and what is followed and derived from it. */
function followedOf(written: readonly string[], { derived }: DeltaSource, wish: Wish): readonly string[] {
  if (!wish.properties) return written
  return [...wish.properties].filter((name) => [name, ...(derived?.[name] ?? [])].some((one) => written.includes(one)))
}

/** An object that goes takes its memberships with it, and brings them when it comes back. */
function noteOtherEnd(change: Change, at: Find, source: DeltaSource, asOf: number, wish: Wish): void {
  if (change.kind !== 'removed' && change.kind !== 'created') return
  for (const name of wish.links) {
    for (const owner of source.links.get(name)?.ownersOf(change.id, asOf) ?? []) noteLink(at(owner), name, change.id)
  }
}

function noteLink(changed: Changed | undefined, name: string, other: string): void {
  if (!changed) return
  const others = changed.links.get(name) ?? new Set()
  changed.links.set(name, others.add(other.toLowerCase()))
}
