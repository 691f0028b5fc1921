import type { EntityView } from './entity-set.js'
import type { Entity } from './seed.js'

/** A view whose objects are made from those of another; what comes out as undefined is left out. */
export function derivedView(view: EntityView, make: (entity: Entity) => Entity | undefined): EntityView {
  return shownAs(view, make, () => {
    let size = 0
    for (const entity of view) if (make(entity)) size++
    return size
  })
}

/** A view in which every object is shown otherwise; as many of them, in the same places. */
export function mappedView(view: EntityView, make: (entity: Entity) => Entity): EntityView {
  return shownAs(view, make, () => view.size)
}

function shownAs(view: EntityView, make: (entity: Entity) => Entity | undefined, size: () => number): EntityView {
  const shown = (entity: Entity | undefined) => entity && make(entity)
  function* scan(from?: number) {
    for (const { position, entity } of view.scan(from)) {
      const made = make(entity)
      if (made) yield { position, entity: made }
    }
  }
  return {
    get: (id) => shown(view.get(id)),
    find: (property, value) => shown(view.find(property, value)),
    scan,
    get size() {
      return size()
    },
    *[Symbol.iterator]() {
      for (const { entity } of scan()) yield entity
    },
  }
}
