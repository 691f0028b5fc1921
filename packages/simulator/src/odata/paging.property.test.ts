import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EntitySet } from '../store/entity-set.js'
import { type Entity, seeded } from '../store/seed.js'
import { type CollectionCall, type CollectionRules, list } from './collection.js'
import { Query } from './query.js'

const URL = 'https://graph.microsoft.com/v1.0/users'

const RULES: CollectionRules = {
  type: 'user',
  defaults: ['id', 'displayName', 'city', 'accountEnabled'],
  defaultPage: 3,
  maxPage: 999,
  directory: true,
  orders: ['displayName'],
}

const person = fc.record({
  displayName: fc.option(fc.constantFrom('Ada', 'ada', 'Bo', 'Çelik', 'Zoë'), { nil: null }),
  city: fc.constantFrom('Oslo', 'Berlin'),
  accountEnabled: fc.boolean(),
})

const people = fc
  .array(person, { maxLength: 25 })
  .map((all) => all.map((one, index): Entity => ({ id: `user-${index}`, ...one })))

const filters: [string, (one: Entity) => boolean][] = [
  ['', () => true],
  ['accountEnabled eq true', (one) => one['accountEnabled'] === true],
  ["city eq 'Oslo' and not(accountEnabled eq true)", (one) => one['city'] === 'Oslo' && !one['accountEnabled']],
  ["id in ('user-3','user-1','user-30')", ({ id }) => id === 'user-1' || id === 'user-3'],
  ["startsWith(displayName, 'a')", (one) => String(one['displayName']).toLowerCase().startsWith('a')],
]

const orders = ['', 'displayName', 'displayName desc', 'city,displayName desc', 'accountEnabled desc,city']

function call(
  link: string,
  paging?: 'skip',
  headers: Record<string, string> = {},
): Record<string, unknown> & { value: Entity[] } {
  const [, query = ''] = link.split('?')
  const facts: CollectionCall = {
    tenant: { id: 'a tenant' },
    version: 'v1.0',
    query: new Query(query),
    headers,
    now: new Date('2026-01-05T08:00:00Z'),
    eventual: true,
    url: URL,
    root: 'https://graph.microsoft.com/v1.0',
    context: 'users',
    emptyPage: false,
  }
  const rules = paging ? { ...RULES, directory: false, orders: undefined, paging } : RULES
  return list(current, rules, facts) as Record<string, unknown> & { value: Entity[] }
}

let current: Parameters<typeof list>[0] = []

function walk(first: string, paging?: 'skip', between?: () => void): Entity[] {
  const all: Entity[] = []
  for (let link: string | undefined = first, pages = 0; link !== undefined; pages++) {
    if (pages > 60) throw new Error('The listing does not end.')
    const page = call(link, paging)
    all.push(...page.value)
    link = page['@odata.nextLink'] as string | undefined
    between?.()
  }
  return all
}

const question = fc.record({
  filter: fc.constantFrom(...filters),
  order: fc.constantFrom(...orders),
  top: fc.option(fc.integer({ min: 1, max: 7 }), { nil: undefined }),
})

type Question = typeof question extends fc.Arbitrary<infer One> ? One : never

function address({ filter: [filter], order, top }: Question): string {
  const options = [
    '$count=true',
    ...(filter === '' ? [] : [`$filter=${encodeURIComponent(filter)}`]),
    ...(order === '' ? [] : [`$orderby=${encodeURIComponent(order)}`]),
    ...(top === undefined ? [] : [`$top=${top}`]),
  ]
  return `${URL}?${options.join('&')}`
}

function isOrdered(found: Entity[], order: string): boolean {
  const keys = order.split(',').map((part) => part.split(' '))
  const rank = (value: unknown) => (typeof value === 'boolean' ? String(Number(value)) : (value as string | null))
  return found.every((one, index) => {
    const before = found[index - 1]
    if (!before) return true
    for (const [name = '', direction] of keys) {
      const [a, b] = [rank(before[name]), rank(one[name])]
      if (a === b) continue
      const ascending = a === null || (b !== null && a.localeCompare(b, 'en') < 0)
      return ascending === (direction !== 'desc')
    }
    return true
  })
}

describe('a preferred page size', () => {
  it('is kept where next links count, up to the most there can be', () => {
    current = Array.from({ length: 30 }, (_, index) => ({ id: `user-${index}` }))
    const size = (prefer: string, paging?: 'skip') => call(URL, paging, { prefer }).value.length
    expect(size('odata.maxpagesize=7', 'skip')).toBe(7)
    expect(size('odata.maxpagesize=2000', 'skip')).toBe(30)
    expect(size('odata.maxpagesize=7')).toBe(RULES.defaultPage)
  })
})

describe('paging through any filter and order', () => {
  it('yields every match exactly once, in order', () => {
    fc.assert(
      fc.property(people, question, (all, asked) => {
        current = new EntitySet('users', seeded(all)).view()
        const found = walk(address(asked))
        const expected = all.filter(asked.filter[1]).map(({ id }) => id)
        expect(found.map(({ id }) => id).sort()).toEqual(expected.sort())
        if (asked.order !== '') expect(isOrdered(found, asked.order)).toBe(true)
      }),
    )
  })

  it('yields every match exactly once where next links count', () => {
    fc.assert(
      fc.property(people, question, (all, asked) => {
        current = all
        const found = walk(address(asked), 'skip')
        expect(found.map(({ id }) => id).sort()).toEqual(
          all
            .filter(asked.filter[1])
            .map(({ id }) => id)
            .sort(),
        )
      }),
    )
  })

  it('yields everything that stays once, whatever comes and goes meanwhile', () => {
    const removals = fc.array(fc.integer({ min: 0, max: 24 }), { maxLength: 10 })
    fc.assert(
      fc.property(people, question, removals, (all, asked, gone) => {
        const set = new EntitySet('users', seeded(all))
        current = set.view()
        const left = [...gone]
        const found = walk(address(asked), undefined, () => {
          if (left.length === 0) return
          const id = `user-${left.pop()}`
          if (set.view().get(id)) set.remove(id, 0)
          const at = set.journal.last
          set.create({ id: `new-${at}`, displayName: 'Bo', city: 'Rome', accountEnabled: false }, 0)
        })
        const stayed = all.filter(({ id }) => set.view().get(id)).filter(asked.filter[1])
        const seen = found.map(({ id }) => id).filter((id) => stayed.some((one) => one.id === id))
        expect(seen.sort()).toEqual(stayed.map(({ id }) => id).sort())
      }),
    )
  })
})
