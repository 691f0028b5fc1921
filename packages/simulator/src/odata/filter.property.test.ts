import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GraphError } from '../graph/graph-error.js'
import { parseFilter } from './filter.js'

/** What a user may have in these tests; nothing of it is more than a few values, so that filters find something. */
const person = fc.record({
  id: fc.constantFrom('1', '2', '3'),
  displayName: fc.option(fc.constantFrom('Ada', 'ada', "O'Brien", 'Åse', ''), { nil: null }),
  city: fc.option(fc.constantFrom('Oslo', 'Berlin', 'oslo'), { nil: undefined }),
  companyName: fc.option(fc.constantFrom('Contoso', 'Fabrikam'), { nil: null }),
  mail: fc.option(fc.constantFrom('ada@contoso.com', 'ADA@fabrikam.com'), { nil: null }),
  accountEnabled: fc.boolean(),
  createdDateTime: fc.constantFrom('2026-01-01T00:00:00Z', '2026-03-01T12:30:00Z', '2026-01-01T01:00:00+01:00'),
  proxyAddresses: fc.array(fc.constantFrom('smtp:a@contoso.com', 'SMTP:b@fabrikam.com'), { maxLength: 2 }),
  assignedLicenses: fc.array(
    fc.record({
      skuId: fc.constantFrom('06ebc4ee-1bb5-47dd-8120-11324bc54e06', 'c7df2760-2c81-4ef7-b578-5b5392b571df'),
    }),
    { maxLength: 2 },
  ),
  signInActivity: fc.option(
    fc.record({ lastSignInDateTime: fc.constantFrom('2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z') }),
    {
      nil: null,
    },
  ),
})

type Person = Record<string, unknown>
/** True, false, or not to be told. */
type Truth = boolean | undefined
/** A filter as text, and what it means, worked out without the engine. */
interface Meant {
  text: string
  holds: (person: Person) => Truth
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`
const lower = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : value)
const nullish = (value: unknown) => value === null || value === undefined

const texts = fc.constantFrom('displayName', 'city', 'companyName', 'mail')
const words = fc.constantFrom('Ada', 'ADA', "o'brien", 'Oslo', 'Contoso', 'ada@contoso.com', '')
const moments = fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-31', '2026-03-01T12:30:00Z')

const equality: fc.Arbitrary<Meant> = fc
  .tuple(texts, fc.constantFrom('eq', 'ne', 'EQ'), words)
  .map(([name, operator, word]) => ({
    text: `${name} ${operator} ${quoted(word)}`,
    holds: (person) => (lower(person[name]) === word.toLowerCase()) === (operator !== 'ne'),
  }))

const nullness: fc.Arbitrary<Meant> = fc.tuple(texts, fc.constantFrom('eq', 'ne')).map(([name, operator]) => ({
  text: `${name} ${operator} null`,
  holds: (person) => nullish(person[name]) === (operator === 'eq'),
}))

const order: fc.Arbitrary<Meant> = fc
  .tuple(texts, fc.constantFrom('ge', 'le', 'gt', 'lt'), words)
  .map(([name, operator, word]) => ({
    text: `${name} ${operator} ${quoted(word)}`,
    holds: (person) => {
      if (nullish(person[name])) return false
      const [held, wanted] = [String(lower(person[name])), word.toLowerCase()]
      return { ge: held >= wanted, le: held <= wanted, gt: held > wanted, lt: held < wanted }[operator]
    },
  }))

const membership: fc.Arbitrary<Meant> = fc
  .tuple(texts, fc.array(fc.option(words, { nil: null }), { minLength: 1, maxLength: 4 }))
  .map(([name, options]) => ({
    text: `${name} in (${options.map((option) => (option === null ? 'null' : quoted(option))).join(', ')})`,
    holds: (person) =>
      options.some((option) =>
        option === null ? nullish(person[name]) : lower(person[name]) === option.toLowerCase(),
      ),
  }))

const beginning: fc.Arbitrary<Meant> = fc
  .tuple(
    texts,
    fc.constantFrom('startsWith', 'startswith', 'endsWith', 'contains'),
    fc.constantFrom('a', 'O', '.COM', ''),
  )
  .map(([name, call, part]) => ({
    text: `${call}(${name}, ${quoted(part)})`,
    holds: (person) => {
      const held = person[name]
      if (typeof held !== 'string') return undefined
      const [text, wanted] = [held.toLowerCase(), part.toLowerCase()]
      const found = text.lastIndexOf(wanted)
      if (call.toLowerCase() === 'startswith') return text.indexOf(wanted) === 0
      return call === 'contains' ? found >= 0 : found >= 0 && found === text.length - wanted.length
    },
  }))

const enabled: fc.Arbitrary<Meant> = fc.tuple(fc.constantFrom('eq', 'ne'), fc.boolean()).map(([operator, wanted]) => ({
  text: `accountEnabled ${operator} ${wanted}`,
  holds: (person) => (person['accountEnabled'] === wanted) === (operator === 'eq'),
}))

const moment: fc.Arbitrary<Meant> = fc
  .tuple(
    fc.constantFrom('createdDateTime', 'signInActivity/lastSignInDateTime'),
    fc.constantFrom('ge', 'le', 'eq', 'ne'),
    moments,
  )
  .map(([path, operator, when]) => ({
    text: `${path} ${operator} ${when}`,
    holds: (person) => {
      const value = path.includes('/')
        ? (person['signInActivity'] as Person | null)?.['lastSignInDateTime']
        : person['createdDateTime']
      if (nullish(value)) return operator === 'ne'
      const difference = new Date(value as string).getTime() - new Date(when).getTime()
      return { ge: difference >= 0, le: difference <= 0, eq: difference === 0, ne: difference !== 0 }[operator]
    },
  }))

const licence: fc.Arbitrary<Meant> = fc
  .constantFrom('06ebc4ee-1bb5-47dd-8120-11324bc54e06', 'C7DF2760-2C81-4EF7-B578-5B5392B571DF')
  .map((sku) => ({
    text: `assignedLicenses/any(l:l/skuId eq ${sku})`,
    holds: (person) => (person['assignedLicenses'] as Person[]).some((held) => held['skuId'] === sku.toLowerCase()),
  }))

const licences: fc.Arbitrary<Meant> = fc.constantFrom('eq', 'ne').map((operator) => ({
  text: `assignedLicenses/$count ${operator} 0`,
  holds: (person) => ((person['assignedLicenses'] as Person[]).length === 0) === (operator === 'eq'),
}))

const address: fc.Arbitrary<Meant> = fc.constantFrom('smtp:a', 'SMTP:B', 'x').map((part) => ({
  text: `proxyAddresses/any(p:startsWith(p, ${quoted(part)}))`,
  holds: (person) => {
    const held = person['proxyAddresses'] as string[]
    return held.some((address) => address.toLowerCase().startsWith(part.toLowerCase()))
  },
}))

const leaf = fc.oneof(equality, nullness, order, membership, beginning, enabled, moment, licence, licences, address)

const { expression } = fc.letrec<{ expression: Meant }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.tuple(tie('expression'), fc.constantFrom('and', 'AND'), tie('expression')).map(([a, word, b]) => ({
      text: `(${a.text}) ${word} (${b.text})`,
      holds: (person: Person) => conjunction(a.holds(person), b.holds(person)),
    })),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => ({
      text: `(${a.text}) or (${b.text})`,
      holds: (person: Person) => {
        const neither = conjunction(negation(a.holds(person)), negation(b.holds(person)))
        return negation(neither)
      },
    })),
    tie('expression').map((inner) => ({
      text: `not (${inner.text})`,
      holds: (person: Person) => negation(inner.holds(person)),
    })),
  ),
}))

function conjunction(a: Truth, b: Truth): Truth {
  if (a === false || b === false) return false
  return a === undefined || b === undefined ? undefined : true
}

function negation(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth
}

describe('any $filter that is accepted', () => {
  it('finds what a naive evaluation finds', () => {
    let accepted = 0
    fc.assert(
      fc.property(expression, fc.array(person, { maxLength: 8 }), ({ text, holds }, people) => {
        let filter
        try {
          filter = parseFilter(text, 'user', { directory: true, eventual: true })
        } catch (error) {
          expect(error).toBeInstanceOf(GraphError)
          return
        }
        accepted++
        const found = people.filter((one) => filter.matches(one))
        expect(found).toEqual(people.filter((one) => holds(one) === true))
      }),
      { numRuns: 1500 },
    )
    expect(accepted).toBeGreaterThan(300)
  })

  it('names keys only if nothing else can match', () => {
    const key = fc.constantFrom('1', '2', '3', '4')
    const keyed = fc.oneof(
      key.map((id) => `id eq '${id}'`),
      fc.array(key, { minLength: 1, maxLength: 3 }).map((ids) => `id in (${ids.map((id) => `'${id}'`).join(',')})`),
      fc.tuple(key, key).map(([a, b]) => `(id eq '${a}' or id eq '${b}')`),
      fc.tuple(key, expression).map(([id, { text }]) => `id eq '${id}' and (${text})`),
      fc.tuple(key, expression).map(([id, { text }]) => `id eq '${id}' or (${text})`),
    )
    fc.assert(
      fc.property(keyed, fc.array(person, { maxLength: 8 }), (text, people) => {
        let filter
        try {
          filter = parseFilter(text, 'user', { directory: true, eventual: true })
        } catch {
          return
        }
        const { keys } = filter
        if (!keys) return
        for (const one of people) if (filter.matches(one)) expect(keys.values).toContain(one.id)
      }),
      { numRuns: 500 },
    )
  })
})
