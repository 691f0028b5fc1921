import { readData } from '../../data.js'

interface Name {
  native: string
  /** In Latin letters. */
  latin: string
  /** As it stands in an address. */
  ascii: string
}

/** How a people's names are written. */
export interface Culture {
  given: Name[]
  surnames: Name[]
  givenPlaces: Map<string, number>
  order: 'givenFamily' | 'familyGiven' | 'familyGivenJoined'
}

export interface Country {
  code: string
  language: string
  callingCode: string
  cities: string[]
  /** Of so many people, how many bear names of which culture. */
  cultures: Record<string, number>
}

type Written = string | [native: string, latin: string]

const data = readData('people.json') as {
  cultures: Record<string, { order?: Culture['order']; given: Written[]; surnames: Written[] }>
  countries: Record<string, Omit<Country, 'code'>>
}

function asciiOf(latin: string): string {
  return latin
    .normalize('NFD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/æ/g, 'ae')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/đ/g, 'd')
    .replace(/ı/g, 'i')
    .replace(/[^a-z]/g, '')
}

function nameOf(written: Written): Name {
  const [native, latin] = typeof written === 'string' ? [written, written] : written
  return { native, latin, ascii: asciiOf(latin) }
}

const cultures = new Map(
  Object.entries(data.cultures).map(([name, { order, given, surnames }]): [string, Culture] => {
    const names = given.map(nameOf)
    return [
      name,
      {
        given: names,
        surnames: surnames.map(nameOf),
        givenPlaces: new Map(names.map(({ ascii }, place) => [ascii, place])),
        order: order ?? 'givenFamily',
      },
    ]
  }),
)

/** Every surname, as it stands in an address, belongs to one culture. */
const surnames = new Map(
  [...cultures.values()].flatMap((culture) =>
    culture.surnames.map(({ ascii }, place) => [ascii, { culture, place }] as const),
  ),
)

export function cultureOf(name: string): Culture {
  const culture = cultures.get(name)
  if (!culture) throw new Error(`data/people.json has no culture '${name}'.`)
  return culture
}

export function findSurname(ascii: string): { culture: Culture; place: number } | undefined {
  return surnames.get(ascii)
}

export function countryOf(code: string): Country {
  const country = data.countries[code]
  if (!country) throw new Error(`data/people.json has no country '${code}'.`)
  return { code, ...country }
}
