import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DeltaClient, type Copy, type Known, type Page } from '../../test/delta-client.js'
import { EntitySet } from '../store/entity-set.js'
import { Links } from '../store/links.js'
import { seeded } from '../store/seed.js'
import { answerDelta, type DeltaCall } from './delta.js'
import { Query } from './query.js'

const URL = 'https://graph.microsoft.com/v1.0/groups/delta'
const BEGUN = new Date('2026-01-05T08:00:00Z')
const WEEK = 7 * 86_400_000
const GROUPS = ['g0', 'g1', 'g2', 'g3']
const PEOPLE = ['p0', 'p1', 'p2', 'p3', 'p4']

const RULES = {
  type: 'group',
  defaults: ['id', 'displayName', 'description'],
  defaultPage: 2,
  linksPage: 3,
  context: 'groups',
  links: { members: { always: true }, owners: { always: false } },
}

/** What may happen to the directory; it happens if it can. */
const write = fc.oneof(
  fc.record({ do: fc.constant('create' as const), id: fc.constantFrom(...GROUPS, ...PEOPLE) }),
  fc.record({
    do: fc.constant('update' as const),
    id: fc.constantFrom(...GROUPS),
    property: fc.constantFrom('displayName', 'description', 'mailNickname'),
    value: fc.option(fc.constantFrom('one', 'two', 'three'), { nil: null }),
  }),
  fc.record({
    do: fc.constant('remove' as const),
    id: fc.constantFrom(...GROUPS, ...PEOPLE),
    reason: fc.constantFrom('changed' as const, 'deleted' as const),
  }),
  fc.record({ do: fc.constant('restore' as const), id: fc.constantFrom(...GROUPS, ...PEOPLE) }),
  fc.record({
    do: fc.constantFrom('link' as const, 'unlink' as const),
    id: fc.constantFrom(...GROUPS),
    name: fc.constantFrom('members' as const, 'owners' as const),
    other: fc.constantFrom(...GROUPS, ...PEOPLE),
  }),
)

/** What else may happen: time passes, and the client calls. */
const step = fc.oneof(
  { weight: 6, arbitrary: write },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('page' as const), minimal: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('round' as const), minimal: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(0, 1, 700, 5000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sleep' as const), ms: fc.constantFrom(WEEK + 1, WEEK / 2) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('expire' as const), as: fc.constantFrom('400' as const, '410' as const) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('forget' as const) }) },
)

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

class Directory {
  now = BEGUN.getTime()
  expire: '400' | '410' | undefined
  readonly bin = new Map<string, Record<string, unknown>>()
  /** Ids are never given twice. */
  readonly gone = new Set<string>()
  readonly groups = new EntitySet('groups', seeded(GROUPS.slice(0, 3).map((id) => ({ id, displayName: 'one' }))))
  readonly people = new EntitySet('people', seeded(PEOPLE.slice(0, 4).map((id) => ({ id, displayName: id }))))
  readonly links = new Map([
    ['members', new Links('members', this.groups, seedLinks({ g0: PEOPLE.slice(0, 4), g1: ['g2', 'p1'] }))],
    ['owners', new Links('groupOwners', this.groups, seedLinks({ g0: ['p0'] }))],
  ])

  constructor(private readonly lag: number) {}

  readonly source = {
    set: this.groups,
    links: this.links,
    others: [this.people],
    typeOf: (id: string, asOf: number) => {
      if (this.groups.view(asOf).get(id)) return 'group'
      return this.people.view(asOf).get(id) ? 'user' : undefined
    },
  }

  apply(step: Step): void {
    const { groups, people, bin, now } = this
    if (step.do === 'wait' || step.do === 'sleep') this.now += step.ms
    if (!('id' in step)) return
    const set = step.id.startsWith('g') ? groups : people
    const held = set.view().get(step.id)
    if (step.do === 'create' && !held && !this.gone.has(step.id)) set.create({ id: step.id, displayName: 'new' }, now)
    if (step.do === 'update' && held) set.update(step.id, { [step.property]: step.value }, now)
    if (step.do === 'remove' && held) {
      const removed = set.remove(step.id, now, step.reason)
      this.gone.add(step.id)
      if (step.reason === 'changed') bin.set(step.id, removed)
    }
    if (step.do === 'restore' && bin.has(step.id)) {
      set.create({ ...bin.get(step.id), id: step.id }, now)
      bin.delete(step.id)
    }
    if (step.do === 'link' || step.do === 'unlink') this.#link(step, held !== undefined)
  }

  #link(step: { do: 'link' | 'unlink'; id: string; name: 'members' | 'owners'; other: string }, exists: boolean): void {
    const links = this.links.get(step.name) as Links
    if (!exists || links.has(step.id, step.other) === (step.do === 'link')) return
    if (step.do === 'link' && this.source.typeOf(step.other, Infinity) === undefined) return
    if (step.do === 'link') links.add(step.id, step.other, this.now)
    else links.remove(step.id, step.other, this.now)
  }

  /** A page of a delta query. `expire` strikes the next token once. */
  answer(link: string, minimal: boolean): Page {
    const [url = '', query = ''] = link.split('?')
    const struck = this.expire !== undefined && /token=./.test(query)
    const call: DeltaCall = {
      query: new Query(query),
      url,
      root: 'https://graph.microsoft.com/v1.0',
      version: 'v1.0',
      headers: minimal ? { prefer: 'return=minimal' } : {},
      now: new Date(this.now),
      listedAt: this.now - this.lag,
      tenant: { id: 'a tenant', begunAt: BEGUN },
      ...(struck && this.expire ? { expire: this.expire } : {}),
    }
    if (struck) this.expire = undefined
    return answerDelta(this.source, RULES, call) as unknown as Page
  }

  state(properties: string[], relationships: string[]): Known {
    const entries = [...this.groups.view()].map((group): [string, Copy] => [
      group.id,
      {
        properties: Object.fromEntries(properties.map((name) => [name, group[name] ?? null])),
        links: Object.fromEntries(
          relationships.map((name) => {
            const others = (this.links.get(name) as Links).of(group.id)
            return [name, others.filter((id) => this.source.typeOf(id, Infinity) !== undefined).sort()]
          }),
        ),
      },
    ])
    return new Map(entries)
  }
}

function seedLinks(links: Record<string, string[]>) {
  return {
    of: (owner: string) => links[owner] ?? [],
    has: (owner: string, id: string) => links[owner]?.includes(id) ?? false,
    ownersOf: (id: string) => Object.keys(links).filter((owner) => links[owner]?.includes(id)),
  }
}

const sorted = (known: Known) => [...known].sort(([a], [b]) => (a < b ? -1 : 1))

interface Question {
  query: string
  properties: string[]
  relationships: string[]
  follows?: (id: string) => boolean
}

function replay(steps: Step[], lag: number, { query, properties, relationships, follows }: Question): void {
  const directory = new Directory(lag)
  const client = new DeltaClient((link, minimal) => directory.answer(link, minimal), `${URL}${query}`, relationships)
  for (const next of steps) {
    if (next.do === 'page' || next.do === 'round') client[next.do](next.minimal)
    else if (next.do === 'expire') directory.expire = next.as
    else if (next.do === 'forget') client.forget()
    else directory.apply(next)
  }
  directory.now += lag + 1
  directory.expire = undefined
  // To the end of the round it is in, and through a whole one after that.
  client.round(false)
  client.round(false)
  const expected = [...directory.state(properties, relationships)].filter(([id]) => follows?.(id) ?? true)
  expect(sorted(client.state(properties))).toEqual(sorted(new Map(expected)))
}

const history = fc.array(step, { maxLength: 60 })
const lag = fc.constantFrom(0, 0, 1000, 6000)

describe('any history of writes, replayed by a client that follows the rules of delta queries (R-25)', () => {
  it.each<[string, Question]>([
    [
      'when nothing was selected',
      { query: '', properties: ['displayName', 'description'], relationships: ['members'] },
    ],
    [
      'of what was selected',
      {
        query: '?$select=displayName,members,owners',
        properties: ['displayName'],
        relationships: ['members', 'owners'],
      },
    ],
    [
      'of the objects it was asked to follow',
      {
        query: `?$filter=${encodeURIComponent("id eq 'g0' or id eq 'g3'")}`,
        properties: ['displayName'],
        relationships: ['members'],
        follows: (id) => id === 'g0' || id === 'g3',
      },
    ],
  ])('equals the state %s', (_, question) => {
    fc.assert(
      fc.property(history, lag, (steps, lag) => replay(steps, lag, question)),
      { numRuns: 200 },
    )
  })
})
