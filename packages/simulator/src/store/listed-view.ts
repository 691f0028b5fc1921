import type { EntityView } from './entity-set.js'
import type { Entity } from './seed.js'

/** Objects looked up by their ids, a page at a time: the members of a large group are not all wanted at once. */
export function listedView(ids: readonly string[], find: (id: string) => Entity | undefined): EntityView {
  function* scan(from = 0) {
    for (let position = from; position < ids.length; position++) {
      const entity = find(ids[position] as string)
      if (entity) yield { position, entity }
    }
  }
  return {
    scan,
    get: (id) => (ids.some((known) => known.toLowerCase() === id.toLowerCase()) ? find(id) : undefined),
    find(property, value) {
      for (const { entity } of scan()) {
        if (String(entity[property]).toLowerCase() === value.toLowerCase()) return entity
      }
      return undefined
    },
    get size() {
      let size = 0
      for (const _ of scan()) size++
      return size
    },
    *[Symbol.iterator]() {
      for (const { entity } of scan()) yield entity
    },
  }
}
