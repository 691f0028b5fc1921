import { Journal } from './journal.js'
import type { Entity, Seed } from './seed.js'

/** What an object was from a moment on; undefined once it is removed. */
interface Version {
  at: number
  entity: Entity | undefined
}

/** Older versions than this are no longer asked for: no replication takes so long. */
const HORIZON = 24 * 3_600_000

export interface Placed {
  /** Stays the same for the object's whole life, so that a listing can go on after it. */
  position: number
  entity: Entity
}

/** A set of objects as it looked at one moment. */
export interface EntityView extends Iterable<Entity> {
  readonly size: number
  get(id: string): Entity | undefined
  /** The object whose property has this value, whatever its case. */
  find(property: string, value: string): Entity | undefined
  /** The objects from a position on, in the set's own order. */
  scan(from?: number): Iterable<Placed>
}

/** How a view looks into its set. */
let look: {
  at: (set: EntitySet, id: string, asOf: number) => Entity | undefined
  find: (set: EntitySet, property: string, value: string, asOf: number) => Entity | undefined
  scan: (set: EntitySet, from: number, asOf: number) => Iterable<Placed>
  size: (set: EntitySet, asOf: number) => number
}

/** A set at one moment; every request makes some, so it is no more than the two. */
class View implements EntityView {
  constructor(
    private readonly set: EntitySet,
    private readonly asOf: number,
  ) {}

  get size(): number {
    return look.size(this.set, this.asOf)
  }

  get(id: string): Entity | undefined {
    return look.at(this.set, id.toLowerCase(), this.asOf)
  }

  find(property: string, value: string): Entity | undefined {
    return look.find(this.set, property, value, this.asOf)
  }

  scan(from = 0): Iterable<Placed> {
    return look.scan(this.set, from, this.asOf)
  }

  *[Symbol.iterator](): Iterator<Entity> {
    for (const { entity } of this.scan()) yield entity
  }
}

/**
 * The objects of one kind in one tenant: those it began with, and what has become of them. Writes keep the versions
 * before them, since Microsoft's copies lag: a reader sees the set as it was a while ago.
 */
export class EntitySet {
  readonly journal = new Journal()
  /** Versions of the objects that were ever written, by id in lower case. */
  readonly #written = new Map<string, Version[]>()
  /** Ids of the objects that are not of the seed, in the order they came. */
  readonly #added: string[] = []

  static {
    look = {
      at: (set, id, asOf) => set.#at(id, asOf),
      find: (set, property, value, asOf) => set.#find(property, value, asOf),
      scan: (set, from, asOf) => set.#scan(from, asOf),
      size: (set, asOf) => set.#size(asOf),
    }
  }

  constructor(
    readonly name: string,
    readonly seed: Seed,
  ) {}

  /** As it looked at a moment of simulated time; as it is, without one. */
  view(asOf: number = Infinity): EntityView {
    return new View(this, asOf)
  }

  create(entity: Entity, at: number): Entity {
    const id = entity.id.toLowerCase()
    if (this.#at(id, Infinity)) throw new Error(`${this.name} has an object ${entity.id} already.`)
    if (!this.#written.has(id) && this.seed.indexOf(id) === undefined) this.#added.push(id)
    this.#write(id, { at, entity })
    this.journal.write({ at, id: entity.id, kind: 'created' })
    return entity
  }

  /** The properties given replace those of the object; the others stay. */
  update(id: string, changes: Record<string, unknown>, at: number): Entity {
    const before = this.#require(id)
    const entity = { ...before, ...changes, id: before.id }
    this.#write(id.toLowerCase(), { at, entity })
    this.journal.write({ at, id: before.id, kind: 'updated', properties: Object.keys(changes) })
    return entity
  }

  remove(id: string, at: number, reason: 'changed' | 'deleted' = 'deleted'): Entity {
    const before = this.#require(id)
    this.#write(id.toLowerCase(), { at, entity: undefined })
    this.journal.write({ at, id: before.id, kind: 'removed', reason })
    return before
  }

  #require(id: string): Entity {
    const entity = this.#at(id.toLowerCase(), Infinity)
    if (!entity) throw new Error(`${this.name} has no object ${id}.`)
    return entity
  }

  #write(id: string, version: Version): void {
    const versions = this.#written.get(id)
    if (!versions) {
      this.#written.set(id, [version])
      return
    }
    const old = versions.findLastIndex(({ at }) => at <= version.at - HORIZON)
    if (old > 0) versions.splice(0, old)
    versions.push(version)
  }

  #at(id: string, asOf: number): Entity | undefined {
    const versions = this.#written.get(id)
    const version = versions?.findLast(({ at }) => at <= asOf)
    if (version) return version.entity
    const index = this.seed.indexOf(id)
    return index === undefined ? undefined : this.seed.at(index)
  }

  *#scan(from: number, asOf: number): Iterable<Placed> {
    const { seed } = this
    const untouched = this.#written.size === 0
    for (let position = from; position < seed.size; position++) {
      const entity = untouched ? seed.at(position) : this.#current(seed.at(position), asOf)
      if (entity) yield { position, entity }
    }
    for (let index = Math.max(0, from - seed.size); index < this.#added.length; index++) {
      const entity = this.#at(this.#added[index] as string, asOf)
      if (entity) yield { position: seed.size + index, entity }
    }
  }

  #current(seedling: Entity, asOf: number): Entity | undefined {
    const version = this.#written.get(seedling.id.toLowerCase())?.findLast(({ at }) => at <= asOf)
    return version ? version.entity : seedling
  }

  #find(property: string, value: string, asOf: number): Entity | undefined {
    const wanted = value.toLowerCase()
    const holds = (entity: Entity | undefined) => {
      const held = entity?.[property]
      return typeof held === 'string' && held.toLowerCase() === wanted
    }
    if (property === 'id') return this.#at(wanted, asOf)
    if (!this.seed.lookup) {
      for (const { entity } of this.#scan(0, asOf)) if (holds(entity)) return entity
      return undefined
    }
    const index = this.seed.lookup(property, value)
    const seedling = index === undefined ? undefined : this.#current(this.seed.at(index), asOf)
    if (holds(seedling)) return seedling
    for (const id of this.#written.keys()) {
      const entity = this.#at(id, asOf)
      if (holds(entity)) return entity
    }
    return undefined
  }

  #size(asOf: number): number {
    let size = this.seed.size
    for (const [id, versions] of this.#written) {
      const version = versions.findLast(({ at }) => at <= asOf)
      if (!version) continue
      const wasThere = this.seed.indexOf(id) !== undefined
      size += Number(version.entity !== undefined) - Number(wasThere)
    }
    return size
  }
}
