import { keysOf } from '../hash.js'
import { Permutation } from '../permutation.js'

/** How large the groups of a company are, time and again. */
const SIZES = [5, 8, 12, 20, 35, 60, 120, 220]
const TOTAL = SIZES.reduce((sum, size) => sum + size, 0)

interface Layer {
  order: Permutation
  /** The first group of the layer. */
  from: number
}

/**
 * Who is in which group, reckoned both ways. Groups come in layers: in each, all people stand in an order of chance and
 * are cut into groups, so that everyone is in at most one group of a layer.
 */
export class Membership {
  readonly #sizes: number[]
  readonly #starts: number[]
  readonly #cycle: number
  readonly #perLayer: number
  readonly #layers: Layer[] = []

  constructor(
    private readonly people: number,
    private readonly groups: number,
    ...seed: (string | number)[]
  ) {
    this.#sizes = SIZES.map((size) => Math.max(1, people < TOTAL ? Math.round((size * people) / TOTAL) : size))
    this.#starts = this.#sizes.map((_, nth) => this.#sizes.slice(0, nth).reduce((sum, size) => sum + size, 0))
    this.#cycle = this.#sizes.reduce((sum, size) => sum + size, 0)
    const rest = people % this.#cycle
    const fitting = this.#starts.filter((start, nth) => start + (this.#sizes[nth] as number) <= rest).length
    this.#perLayer = Math.floor(people / this.#cycle) * SIZES.length + fitting
    const [key = 0] = keysOf(1, ...seed)
    for (let from = 0; from < groups && this.#perLayer > 0; from += this.#perLayer) {
      this.#layers.push({ order: new Permutation(people, key + from), from })
    }
  }

  of(group: number): number[] {
    const cut = this.#cut(group)
    return cut ? Array.from({ length: cut.size }, (_, nth) => cut.layer.order.indexOf(cut.start + nth)) : []
  }

  /** The first members of a group, to whom it belongs. */
  first(group: number, count: number): number[] {
    const cut = this.#cut(group)
    if (!cut) return []
    return Array.from({ length: Math.min(count, cut.size) }, (_, nth) => cut.layer.order.indexOf(cut.start + nth))
  }

  has(group: number, person: number): boolean {
    const layer = this.#layers[Math.floor(group / this.#perLayer)]
    return layer !== undefined && this.#in(layer, person)?.group === group
  }

  /** The groups of a person, and the how-manieth of each they are. */
  groupsOf(person: number): { group: number; nth: number }[] {
    return this.#layers.flatMap((layer) => this.#in(layer, person) ?? [])
  }

  #cut(group: number): { layer: Layer; start: number; size: number } | undefined {
    const layer = this.#layers[Math.floor(group / this.#perLayer)]
    if (!layer) return undefined
    const place = group - layer.from
    const nth = place % SIZES.length
    const start = Math.floor(place / SIZES.length) * this.#cycle + (this.#starts[nth] as number)
    return { layer, start, size: this.#sizes[nth] as number }
  }

  #in({ order, from }: Layer, person: number): { group: number; nth: number } | undefined {
    if (person < 0 || person >= this.people) return undefined
    const stands = order.at(person)
    const within = stands % this.#cycle
    const cut = this.#starts.findLastIndex((start) => start <= within)
    const place = Math.floor(stands / this.#cycle) * SIZES.length + cut
    const group = from + place
    return place < this.#perLayer && group < this.groups
      ? { group, nth: within - (this.#starts[cut] as number) }
      : undefined
  }
}
