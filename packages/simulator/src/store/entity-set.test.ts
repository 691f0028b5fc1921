import { describe, expect, it } from 'vitest'
import { EntitySet } from './entity-set.js'
import { Links, type LinkSeed } from './links.js'
import { type Entity, type Seed, seeded } from './seed.js'

const NO_LINKS: LinkSeed = { of: () => [], has: () => false, ownersOf: () => [] }

const SECOND = 1000

function people(...names: string[]): Entity[] {
  return names.map((name) => ({ id: `ID-${name}`, displayName: name, userPrincipalName: `${name}@contoso.example` }))
}

const names = (entities: Iterable<Entity>) => [...entities].map(({ displayName }) => displayName)

describe('a set of objects', () => {
  it('begins with its seed, found by id and by other keys whatever their case', () => {
    const set = new EntitySet('users', seeded(people('Ada', 'Grace')))
    expect(set.view().size).toBe(2)
    expect(set.view().get('id-ada')?.['displayName']).toBe('Ada')
    expect(set.view().find('userPrincipalName', 'GRACE@CONTOSO.EXAMPLE')?.id).toBe('ID-Grace')
    expect(set.view().get('id-nobody')).toBeUndefined()
  })

  it('shows a write to readers of later moments, and what was there before to readers of earlier ones', () => {
    const set = new EntitySet('users', seeded(people('Ada', 'Grace')))
    set.update('ID-Ada', { displayName: 'Augusta' }, 10 * SECOND)
    set.create({ id: 'ID-Mary', displayName: 'Mary' }, 20 * SECOND)
    set.remove('ID-Grace', 30 * SECOND)

    expect(names(set.view(5 * SECOND))).toEqual(['Ada', 'Grace'])
    expect(names(set.view(15 * SECOND))).toEqual(['Augusta', 'Grace'])
    expect(names(set.view(25 * SECOND))).toEqual(['Augusta', 'Grace', 'Mary'])
    expect(names(set.view())).toEqual(['Augusta', 'Mary'])
    expect([5, 15, 25, 35].map((second) => set.view(second * SECOND).size)).toEqual([2, 2, 3, 2])
  })

  it('finds an object by the key it has now, no longer by the one it had', () => {
    const set = new EntitySet('users', seeded(people('Ada')))
    set.update('ID-Ada', { userPrincipalName: 'augusta@contoso.example' }, SECOND)
    expect(set.view().find('userPrincipalName', 'ada@contoso.example')).toBeUndefined()
    expect(set.view().find('userPrincipalName', 'augusta@contoso.example')?.id).toBe('ID-Ada')
    expect(set.view(0).find('userPrincipalName', 'ada@contoso.example')?.id).toBe('ID-Ada')
  })

  it('keeps the position of an object for life, so that a listing goes on where it stopped', () => {
    const set = new EntitySet('users', seeded(people('Ada', 'Grace', 'Mary')))
    const [, second] = [...set.view().scan()]
    set.remove('ID-Ada', SECOND)
    set.create({ id: 'ID-New', displayName: 'New' }, SECOND)
    expect(second?.entity['displayName']).toBe('Grace')
    const rest = [...set.view().scan((second?.position ?? 0) + 1)]
    expect(rest.map(({ entity }) => entity['displayName'])).toEqual(['Mary', 'New'])
  })

  it('takes back an object that was removed, at its old place', () => {
    const set = new EntitySet('users', seeded(people('Ada', 'Grace')))
    const ada = set.remove('ID-Ada', SECOND, 'changed')
    set.create(ada, 2 * SECOND)
    expect(names(set.view())).toEqual(['Ada', 'Grace'])
    expect(set.journal.after(0).map(({ kind, reason }) => [kind, reason])).toEqual([
      ['removed', 'changed'],
      ['created', undefined],
    ])
  })

  it('refuses a second object with an id that is taken, and writes to one that is not there', () => {
    const set = new EntitySet('users', seeded(people('Ada')))
    expect(() => set.create({ id: 'id-ada' }, SECOND)).toThrow('already')
    expect(() => set.update('ID-Nobody', {}, SECOND)).toThrow('no object')
    expect(() => set.remove('ID-Nobody', SECOND)).toThrow('no object')
  })

  it('makes no more of a huge seed than is asked for', () => {
    let made = 0
    const seed: Seed = {
      size: 1_000_000_000,
      at: (index) => {
        made++
        return { id: `n${index}` }
      },
      indexOf: (id) => Number(id.slice(1)),
    }
    const set = new EntitySet('users', seed)
    set.remove('n7', SECOND)
    const page: string[] = []
    for (const { entity } of set.view().scan(5)) {
      page.push(entity.id)
      if (page.length === 4) break
    }
    expect(page).toEqual(['n5', 'n6', 'n8', 'n9'])
    expect(set.view().size).toBe(999_999_999)
    expect(made).toBeLessThan(10)
  })
})

describe('the journal of a set', () => {
  it('tells changes in order, from a sequence number on and up to a moment', () => {
    const set = new EntitySet('users', seeded(people('Ada')))
    set.update('ID-Ada', { jobTitle: 'Countess' }, SECOND)
    const seen = set.journal.last
    set.update('ID-Ada', { jobTitle: 'Analyst', city: 'London' }, 2 * SECOND)
    set.remove('ID-Ada', 3 * SECOND)
    expect(set.journal.after(seen).map(({ kind, properties }) => [kind, properties])).toEqual([
      ['updated', ['jobTitle', 'city']],
      ['removed', undefined],
    ])
    expect(set.journal.after(seen, 2 * SECOND)).toHaveLength(1)
    expect(set.journal.after(set.journal.last)).toEqual([])
  })
})

describe('links between objects', () => {
  it('begin as seeded, change at their moment, and are told by the journal of their owners', () => {
    const groups = new EntitySet('groups', seeded([{ id: 'g1' }, { id: 'g2' }]))
    const began = new Map([['g1', ['ada', 'grace']]])
    const members = new Links('members', groups, {
      of: (owner) => began.get(owner) ?? [],
      has: (owner, id) => began.get(owner)?.includes(id) ?? false,
      ownersOf: (id) => [...began].filter(([, ids]) => ids.includes(id)).map(([owner]) => owner),
    })
    members.remove('g1', 'ada', SECOND)
    members.add('g2', 'Ada', 2 * SECOND)

    expect(members.of('g1', 0)).toEqual(['ada', 'grace'])
    expect(members.of('g1')).toEqual(['grace'])
    expect(members.has('g2', 'ADA')).toBe(true)
    expect(members.has('g2', 'ada', SECOND)).toBe(false)
    expect(members.ownersOf('ada')).toEqual(['g2'])
    expect(members.ownersOf('ada', 0)).toEqual(['g1'])
    expect(groups.journal.after(0).map(({ kind, id, other }) => [kind, id, other])).toEqual([
      ['unlinked', 'g1', 'ada'],
      ['linked', 'g2', 'Ada'],
    ])
  })

  it('know a link that was cut and made again once', () => {
    const groups = new EntitySet('groups', seeded([{ id: 'g1' }]))
    const members = new Links('members', groups, NO_LINKS)
    members.add('g1', 'ada', SECOND)
    members.remove('g1', 'ada', 2 * SECOND)
    members.add('g1', 'ada', 3 * SECOND)
    expect(members.of('g1')).toEqual(['ada'])
    expect(members.of('g1', 2 * SECOND)).toEqual([])
  })
})
