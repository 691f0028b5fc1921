import type { EntitySet } from './entity-set.js'

/** The links that a tenant began with; made when asked for, like its objects. */
export interface LinkSeed {
  of(ownerId: string): readonly string[]
  has(ownerId: string, id: string): boolean
  /** The owners that have this id at the other end. */
  ownersOf(id: string): readonly string[]
}

interface Version {
  at: number
  linked: boolean
}

/** Links from the objects of one set to other objects: members of groups, owners of applications. Order is no matter. */
export class Links {
  /** Owner to the other end to what happened to their link. */
  readonly #written = new Map<string, Map<string, Version[]>>()

  constructor(
    readonly name: string,
    private readonly owners: EntitySet,
    private readonly seed: LinkSeed,
  ) {}

  of(ownerId: string, asOf: number = Infinity): string[] {
    const owner = ownerId.toLowerCase()
    const written = this.#written.get(owner)
    const began = this.seed.of(owner)
    if (!written) return [...began]
    const kept = began.filter((id) => lastOf(written.get(id.toLowerCase()), asOf)?.linked !== false)
    const known = new Set(kept.map((id) => id.toLowerCase()))
    const added = [...written]
      .filter(([id, versions]) => !known.has(id) && lastOf(versions, asOf)?.linked === true)
      .map(([id]) => id)
    return [...kept, ...added]
  }

  has(ownerId: string, id: string, asOf: number = Infinity): boolean {
    const [owner, other] = [ownerId.toLowerCase(), id.toLowerCase()]
    return lastOf(this.#written.get(owner)?.get(other), asOf)?.linked ?? this.seed.has(owner, other)
  }

  ownersOf(id: string, asOf: number = Infinity): string[] {
    const other = id.toLowerCase()
    const began = this.seed.ownersOf(other).filter((owner) => this.has(owner, other, asOf))
    const known = new Set(began.map((owner) => owner.toLowerCase()))
    const added = [...this.#written]
      .filter(([owner, others]) => !known.has(owner) && lastOf(others.get(other), asOf)?.linked === true)
      .map(([owner]) => owner)
    return [...began, ...added]
  }

  add(ownerId: string, id: string, at: number): void {
    this.#write(ownerId, id, { at, linked: true })
  }

  remove(ownerId: string, id: string, at: number): void {
    this.#write(ownerId, id, { at, linked: false })
  }

  #write(ownerId: string, id: string, version: Version): void {
    const [owner, other] = [ownerId.toLowerCase(), id.toLowerCase()]
    const others = this.#written.get(owner) ?? new Map<string, Version[]>()
    this.#written.set(owner, others)
    others.set(other, [...(others.get(other) ?? []), version])
    const kind = version.linked ? 'linked' : 'unlinked'
    this.owners.journal.write({ at: version.at, id: ownerId, kind, link: this.name, other: id })
  }
}

function lastOf(versions: Version[] | undefined, asOf: number): Version | undefined {
  return versions?.findLast(({ at }) => at <= asOf)
}
