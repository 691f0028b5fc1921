/** A directory object in Graph's own shape. */
export type Entity = Record<string, unknown> & { id: string }

/** The objects that a set began with. They are made when asked for, the same each time, so that a set may be huge. */
export interface Seed {
  readonly size: number
  at(index: number): Entity
  /** The place of an object, by its id in lower case. */
  indexOf(id: string): number | undefined
  /** The place of the object whose property has this value, whatever its case. */
  lookup?(property: string, value: string): number | undefined
}

/** A seed that is all in memory. */
export function seeded(entities: readonly Entity[]): Seed {
  const places = new Map(entities.map(({ id }, index) => [id.toLowerCase(), index]))
  const keys = new Map<string, Map<string, number>>()
  return {
    size: entities.length,
    at: (index) => entities[index] as Entity,
    indexOf: (id) => places.get(id),
    lookup(property, value) {
      let places = keys.get(property)
      if (!places) {
        places = new Map(
          entities.flatMap((entity, index) => {
            const held = entity[property]
            return typeof held === 'string' ? [[held.toLowerCase(), index] as const] : []
          }),
        )
        keys.set(property, places)
      }
      return places.get(value.toLowerCase())
    },
  }
}
