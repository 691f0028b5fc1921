import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GraphError } from '../graph/graph-error.js'
import { EntitySet } from '../store/entity-set.js'
import { Links } from '../store/links.js'
import { seeded } from '../store/seed.js'
import { answerDelta, type DeltaCall } from './delta.js'
import { Query } from './query.js'

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
  readonly bin = new Map<string, Record<string, unknown>>()
  /** Ids are never given twice. */
  readonly gone = new Set<string>()
  readonly groups = new EntitySet('groups', seeded(GROUPS.slice(0, 3).map((id) => ({ id, displayName: 'one' }))))
  readonly people = new EntitySet('people', seeded(PEOPLE.slice(0, 4).map((id) => ({ id, displayName: id }))))
  readonly links = new Map([
    ['members', new Links('members', this.groups, seedLinks({ g0: PEOPLE.slice(0, 4), g1: ['g2', 'p1'] }))],
    ['owners', new Links('groupOwners', this.groups, seedLinks({ g0: ['p0'] }))],
  ])

  source = {
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

interface Copy {
  properties: Record<string, unknown>
  links: Record<string, string[]>
}

type Known = Map<string, Copy>

interface Page {
  value: Record<string, unknown>[]
  '@odata.nextLink'?: string
  '@odata.deltaLink'?: string
}

/** A client as Microsoft asks for it: upserts, the last word wins, and it starts over when its token is refused. */
class Client {
  known: Known = new Map()
  #gathering: Known | undefined = new Map()
  #link: string
  #saved: string | undefined
  expire: '400' | '410' | undefined

  constructor(
    private readonly directory: Directory,
    private readonly lag: number,
    private readonly first: string,
    private readonly relationships: string[],
  ) {
    this.#link = first
  }

  get between(): boolean {
    return this.#saved !== undefined && this.#link === this.#saved
  }

  /** The rest of a round, or a whole one. */
  round(minimal: boolean): void {
    for (let pages = 0; pages === 0 || !this.between; pages++) {
      if (pages > 500) throw new Error('The round does not end.')
      this.page(minimal)
    }
  }

  /** Its process dies: what it saved is its last delta link. */
  forget(): void {
    this.#link = this.#saved ?? this.first
    if (this.#saved === undefined) this.#gathering = new Map()
  }

  page(minimal: boolean): void {
    let page: Page
    try {
      page = this.#call(minimal)
    } catch (error) {
      if (!(error instanceof GraphError) || (error.status !== 410 && error.code !== 'syncStateNotFound')) throw error
      this.#link = error.headers['location'] ?? this.first
      this.#saved = undefined
      this.#gathering = new Map()
      return
    }
    for (const item of page.value) this.#take(item, this.#gathering ?? this.known)
    expect([page['@odata.nextLink'], page['@odata.deltaLink']].filter((link) => link !== undefined)).toHaveLength(1)
    if (page['@odata.nextLink'] !== undefined) this.#link = page['@odata.nextLink']
    if (page['@odata.deltaLink'] === undefined) return
    this.#link = this.#saved = page['@odata.deltaLink']
    if (this.#gathering) this.known = this.#gathering
    this.#gathering = undefined
  }

  #call(minimal: boolean): Page {
    const [url = '', query = ''] = this.#link.split('?')
    const { expire } = this
    const call: DeltaCall = {
      query: new Query(query),
      url,
      root: 'https://graph.microsoft.com/v1.0',
      version: 'v1.0',
      headers: minimal ? { prefer: 'return=minimal' } : {},
      now: new Date(this.directory.now),
      listedAt: this.directory.now - this.lag,
      tenant: { id: 'a tenant', begunAt: BEGUN },
      ...(expire && query.includes('token=') && !query.endsWith('token=') ? { expire } : {}),
    }
    if (call.expire) this.expire = undefined
    return answerDelta(this.directory.source, RULES, call) as unknown as Page
  }

  #take(item: Record<string, unknown>, known: Known): void {
    const id = String(item['id'])
    if (item['@removed']) {
      known.delete(id)
      return
    }
    const copy = known.get(id) ?? {
      properties: {},
      links: Object.fromEntries(this.relationships.map((name): [string, string[]] => [name, []])),
    }
    known.set(id, copy)
    for (const [name, value] of Object.entries(item)) {
      if (!name.endsWith('@delta')) copy.properties[name] = value
      else this.#takeLinks(copy, name.slice(0, -6), value as Record<string, unknown>[])
    }
  }

  #takeLinks(copy: Copy, name: string, links: Record<string, unknown>[]): void {
    const others = new Set(copy.links[name])
    for (const link of links) {
      if (link['@removed']) others.delete(String(link['id']))
      else others.add(String(link['id']))
    }
    copy.links[name] = [...others].sort()
  }

  state(properties: string[]): Known {
    return new Map(
      [...this.known].map(([id, copy]) => [
        id,
        { ...copy, properties: Object.fromEntries(properties.map((name) => [name, copy.properties[name] ?? null])) },
      ]),
    )
  }
}

const sorted = (known: Known) => [...known].sort(([a], [b]) => (a < b ? -1 : 1))

function replay(steps: Step[], lag: number, query: string, properties: string[], relationships: string[]): void {
  const directory = new Directory()
  const client = new Client(directory, lag, `https://graph.microsoft.com/v1.0/groups/delta${query}`, relationships)
  for (const next of steps) {
    if (next.do === 'page' || next.do === 'round') client[next.do](next.minimal)
    else if (next.do === 'expire') client.expire = next.as
    else if (next.do === 'forget') client.forget()
    else directory.apply(next)
  }
  directory.now += lag + 1
  client.expire = undefined
  // To the end of the round it is in, and through a whole one after that.
  client.round(false)
  client.round(false)
  expect(sorted(client.state(properties))).toEqual(sorted(directory.state(properties, relationships)))
}

const history = fc.array(step, { maxLength: 60 })
const lag = fc.constantFrom(0, 0, 1000, 6000)

describe('any history of writes, replayed by a client that follows the rules of delta queries (R-25)', () => {
  it('equals the state when nothing was selected', () => {
    fc.assert(
      fc.property(history, lag, (steps, lag) => {
        replay(steps, lag, '', ['displayName', 'description'], ['members'])
      }),
      { numRuns: 200 },
    )
  })

  it('equals the state of what was selected', () => {
    fc.assert(
      fc.property(history, lag, (steps, lag) => {
        replay(steps, lag, '?$select=displayName,members,owners', ['displayName'], ['members', 'owners'])
      }),
      { numRuns: 200 },
    )
  })

  it('equals the state of the objects it was asked to follow', () => {
    fc.assert(
      fc.property(history, lag, (steps, lag) => {
        const directory = new Directory()
        const query = `?$filter=${encodeURIComponent("id eq 'g0' or id eq 'g3'")}`
        const client = new Client(directory, lag, `https://graph.microsoft.com/v1.0/groups/delta${query}`, ['members'])
        for (const next of steps) {
          if (next.do === 'page' || next.do === 'round') client[next.do](next.minimal)
          else directory.apply(next)
        }
        directory.now += lag + 1
        client.round(false)
        client.round(false)
        const followed = [...directory.state(['displayName'], ['members'])].filter(([id]) => id === 'g0' || id === 'g3')
        expect(sorted(client.state(['displayName']))).toEqual(sorted(new Map(followed)))
      }),
      { numRuns: 100 },
    )
  })
})
