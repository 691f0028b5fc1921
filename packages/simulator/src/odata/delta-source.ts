import type { EntitySet } from '../store/entity-set.js'
import type { Entity } from '../store/seed.js'
import type { Journal } from '../store/journal.js'
import type { Links } from '../store/links.js'

/** What a delta query tells of: a set, the links of its objects, and the sets where those end. */
export interface DeltaSource {
  set: EntitySet
  /** By the name of the relationship. */
  links: ReadonlyMap<string, Links>
  others: readonly EntitySet[]
  /** The type of the object at the other end of a link; undefined while there is none. */
  typeOf(id: string, asOf: number): string | undefined
  /** An object with those of its derived properties that are named; as it is stored, without it. */
  show?: ((entity: Entity, names: ReadonlySet<string>) => Entity) | undefined
  /** The stored properties that a derived one changes with. */
  derived?: Readonly<Record<string, readonly string[]>> | undefined
}

/** How far each journal was told: the set's own first, then those of the sets at the other ends. */
export type Reach = readonly number[]

export function journalsOf({ set, others }: DeltaSource): Journal[] {
  return [set.journal, ...others.map((other) => other.journal)]
}

/** How far the journals reach at a moment, from where they were told before. */
export function reachAt(source: DeltaSource, from: Reach, asOf: number): number[] {
  return journalsOf(source).map((journal, index) => {
    const start = from[index] ?? 0
    return journal.after(start, asOf).at(-1)?.sequence ?? start
  })
}
