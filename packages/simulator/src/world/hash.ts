import { createHash } from 'node:crypto'

/** A 32-bit number for another: every bit of the one depends on every bit of the other, and no two share one. */
export function scramble(value: number): number {
  let mixed = value | 0
  mixed ^= mixed >>> 16
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** The number that was scrambled. */
export function unscramble(value: number): number {
  let mixed = value | 0
  mixed ^= mixed >>> 16
  mixed = Math.imul(mixed, 0x7ed1b41d)
  mixed ^= (mixed >>> 13) ^ (mixed >>> 26)
  mixed = Math.imul(mixed, 0xa5cb9243)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** As many 32-bit numbers as wanted (at most eight), the same for the same seed. */
export function keysOf(count: number, ...seed: (string | number)[]): number[] {
  const digest = createHash('sha256').update(seed.join('/')).digest()
  return Array.from({ length: count }, (_, index) => digest.readUInt32BE(index * 4))
}

/** Chance that is the same at every start: cheap enough for every property of half a million people. */
export class Dice {
  readonly #key: number

  constructor(...seed: (string | number)[]) {
    this.#key = keysOf(1, ...seed)[0] as number
  }

  /** A 32-bit number for one aspect of one thing. */
  number(index: number, aspect: number): number {
    return scramble(scramble(index ^ this.#key) + Math.imul(aspect, 0x9e3779b9))
  }

  /** A whole number from 0 to below the limit. */
  roll(limit: number, index: number, aspect: number): number {
    return this.number(index, aspect) % limit
  }

  choose<T>(from: readonly T[], index: number, aspect: number): T {
    return from[this.roll(from.length, index, aspect)] as T
  }
}
