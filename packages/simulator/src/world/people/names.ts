import { Dice, keysOf } from '../hash.js'
import { Permutation } from '../permutation.js'
import { type Country, countryOf, type Culture, cultureOf, findSurname } from './cultures.js'

export interface PersonName {
  givenName: string
  surname: string
  displayName: string
  /** The part of the address before the @: ASCII, and nobody else's. */
  local: string
  country: Country
}

interface Slot {
  culture: Culture
  country: Country
  /** Where it stands among the slots of its culture. */
  rank: number
  /** Whether people write their names in the letters of this culture here. */
  native: boolean
}

/** The slots of one culture, and the order in which its names are given out. */
interface Share {
  slots: number[]
  order: Permutation
}

/**
 * Names of a company's people, reckoned from their place and back: no two people share an address, and half a million
 * need no memory. Offices say which cultures' names are how frequent.
 */
export class Names {
  readonly #slots: Slot[] = []
  readonly #shares = new Map<Culture, Share>()

  constructor(offices: readonly string[], ...seed: (string | number)[]) {
    const dice = new Dice(...seed, 'offices')
    const keys = keysOf(1, ...seed)
    const mixture = offices.flatMap((code) => {
      const country = countryOf(code)
      return Object.entries(country.cultures).flatMap(([name, share], place) =>
        Array.from({ length: share }, () => ({ culture: cultureOf(name), country, native: place === 0 })),
      )
    })
    const shuffled = mixture
      .map((slot, index) => ({ slot, at: dice.number(index, 0) }))
      .sort((one, other) => one.at - other.at)
    for (const [index, { slot }] of shuffled.entries()) {
      const { culture } = slot
      const share = this.#shares.get(culture) ?? {
        slots: [],
        order: new Permutation(culture.given.length * culture.surnames.length, keys[0] as number),
      }
      this.#shares.set(culture, share)
      this.#slots.push({ ...slot, rank: share.slots.length })
      share.slots.push(index)
    }
  }

  at(index: number): PersonName {
    const slot = this.#slots[index % this.#slots.length] as Slot
    const { culture, country } = slot
    const { slots, order } = this.#shares.get(culture) as Share
    const ordinal = Math.floor(index / this.#slots.length) * slots.length + slot.rank
    const combination = order.at(ordinal % order.size)
    const round = Math.floor(ordinal / order.size)
    const given = culture.given[combination % culture.given.length] as Culture['given'][number]
    const family = culture.surnames[Math.floor(combination / culture.given.length)] as Culture['given'][number]
    const native = slot.native || ordinal % 2 === 0
    const givenName = native ? given.native : given.latin
    const surname = native ? family.native : family.latin
    const number = round === 0 ? '' : String(round + 1)
    return {
      givenName,
      surname,
      displayName: inOrder(givenName, surname, native ? culture.order : 'givenFamily'),
      local: `${given.ascii}.${family.ascii}${number}`,
      country,
    }
  }

  /** The place of the person with this address. */
  indexOf(local: string): number | undefined {
    const [, givenName = '', surname = '', number = ''] = /^([a-z]+)\.([a-z]+)(\d*)$/.exec(local) ?? []
    const family = findSurname(surname)
    const share = family && this.#shares.get(family.culture)
    const given = family?.culture.givenPlaces.get(givenName)
    if (!share || given === undefined) return undefined
    const round = number === '' ? 0 : Number(number) - 1
    const combination = family.place * family.culture.given.length + given
    const ordinal = round * share.order.size + share.order.indexOf(combination)
    const slot = share.slots[ordinal % share.slots.length] as number
    return Math.floor(ordinal / share.slots.length) * this.#slots.length + slot
  }
}

function inOrder(givenName: string, surname: string, order: Culture['order']): string {
  if (order === 'givenFamily') return `${givenName} ${surname}`
  return order === 'familyGiven' ? `${surname} ${givenName}` : `${surname}${givenName}`
}
