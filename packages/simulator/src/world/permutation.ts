import { scramble } from './hash.js'

const ROUNDS = 4

/** An order of the numbers below a size that looks like chance and can be read both ways without being kept. */
export class Permutation {
  readonly #rows: number
  readonly #columns: number
  readonly #keys: number[]

  constructor(
    readonly size: number,
    key: number,
  ) {
    this.#rows = Math.max(1, Math.ceil(Math.sqrt(size)))
    this.#columns = Math.max(1, Math.ceil(size / this.#rows))
    this.#keys = Array.from({ length: ROUNDS }, (_, round) => scramble(key + round))
  }

  /** The number at a place. */
  at(place: number): number {
    let value = place
    do value = this.#mix(value)
    while (value >= this.size)
    return value
  }

  /** The place of a number. */
  indexOf(value: number): number {
    let place = value
    do place = this.#unmix(place)
    while (place >= this.size)
    return place
  }

  #mix(value: number): number {
    let row = value % this.#rows
    let column = Math.floor(value / this.#rows)
    for (let round = 0; round < ROUNDS; round += 2) {
      column = (column + this.#shift(round, row)) % this.#columns
      row = (row + this.#shift(round + 1, column)) % this.#rows
    }
    return column * this.#rows + row
  }

  #unmix(value: number): number {
    let row = value % this.#rows
    let column = Math.floor(value / this.#rows)
    for (let round = ROUNDS - 2; round >= 0; round -= 2) {
      row = back(row, this.#shift(round + 1, column), this.#rows)
      column = back(column, this.#shift(round, row), this.#columns)
    }
    return column * this.#rows + row
  }

  #shift(round: number, value: number): number {
    return scramble(value ^ (this.#keys[round] as number))
  }
}

function back(value: number, shift: number, limit: number): number {
  return (value + limit - (shift % limit)) % limit
}
