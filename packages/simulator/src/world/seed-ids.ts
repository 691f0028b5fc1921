import { keysOf, scramble, unscramble } from './hash.js'

const HEX = Buffer.from('0123456789abcdef')
const DASH = 0x2d
const text = Buffer.alloc(36)

/** Writes the eight digits of a number, leaving out the places of the dashes. */
function write(value: number, from: number): void {
  let place = from
  for (let shift = 28; shift >= 0; shift -= 4) {
    if (place === 8 || place === 13 || place === 18 || place === 23) text[place++] = DASH
    text[place++] = HEX[(value >>> shift) & 15] as number
  }
}

/** A GUID of version 4 from its bits; six of them are the version's and the variant's. */
export function guidOf(first: number, second: number, third: number, fourth: number): string {
  write(first, 0)
  write((second & 0xffff0fff) | 0x4000, 8)
  write((third & 0x3fffffff) | 0x80000000, 18)
  write(fourth, 28)
  return text.toString('latin1')
}

/** Ids of the objects that a set begins with, reckoned from their place and back again: none is kept in memory. */
export class SeedIds {
  readonly #keys: number[]

  constructor(...seed: (string | number)[]) {
    this.#keys = keysOf(4, ...seed)
  }

  at(index: number): string {
    const [first, second, third, fourth] = this.#keys as [number, number, number, number]
    const more = scramble(index + second)
    const evenMore = scramble(more ^ third)
    return guidOf(scramble(index ^ first), more, evenMore, scramble(evenMore ^ fourth))
  }

  /** Where the object with this id (in lower case) stands, if it is one of the first so many. */
  indexOf(id: string, size: number): number | undefined {
    const head = Number.parseInt(id.slice(0, 8), 16)
    if (Number.isNaN(head)) return undefined
    const index = (unscramble(head) ^ (this.#keys[0] as number)) >>> 0
    return index < size && this.at(index) === id ? index : undefined
  }
}
