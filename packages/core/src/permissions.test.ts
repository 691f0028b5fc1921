import { describe, expect, it } from 'vitest'
import { activeSets, comparePermissions, type PermissionSet, surplusPermissions } from './permissions.js'

const lattice = {
  'Directory.ReadWrite.All': ['Directory.Read.All', 'Group.ReadWrite.All'],
  'Directory.Read.All': ['User.Read.All', 'Group.Read.All'],
  'Group.ReadWrite.All': ['Group.Read.All', 'GroupMember.ReadWrite.All'],
  'Group.Read.All': ['GroupMember.Read.All'],
  'GroupMember.ReadWrite.All': ['GroupMember.Read.All'],
}
const names = [...new Set(Object.entries(lattice).flat(2))]

const status = (needed: string, ...granted: string[]) => comparePermissions([needed], granted, lattice)[0]

describe('Comparing needed with granted permissions', () => {
  it('calls a permission granted when it is there by its own name', () => {
    expect(status('Group.Read.All', 'Group.Read.All')).toEqual({ name: 'Group.Read.All', status: 'granted' })
  })

  it('prefers the permission itself over a wider one that is granted as well', () => {
    expect(status('Group.Read.All', 'Directory.Read.All', 'Group.Read.All')).toEqual({
      name: 'Group.Read.All',
      status: 'granted',
    })
  })

  it('calls a permission covered, and names the wider one', () => {
    expect(status('Group.Read.All', 'Group.ReadWrite.All')).toEqual({
      name: 'Group.Read.All',
      status: 'covered',
      by: 'Group.ReadWrite.All',
    })
  })

  it('follows the lattice over several steps', () => {
    expect(status('GroupMember.Read.All', 'Directory.ReadWrite.All')).toMatchObject({
      status: 'covered',
      by: 'Directory.ReadWrite.All',
    })
  })

  it('does not let a narrower permission stand for a wider one', () => {
    expect(status('Group.ReadWrite.All', 'Group.Read.All')).toEqual({ name: 'Group.ReadWrite.All', status: 'missing' })
  })

  it('does not let a neighbour below the same wider permission stand for another', () => {
    expect(status('User.Read.All', 'Group.Read.All')).toMatchObject({ status: 'missing' })
  })

  it('knows nothing of a permission that the lattice does not name', () => {
    expect(status('Sites.Selected', 'Directory.ReadWrite.All')).toMatchObject({ status: 'missing' })
  })

  it('answers for every needed permission, in the order asked', () => {
    expect(comparePermissions(['b', 'a', 'b'], ['a'], {}).map(({ name }) => name)).toEqual(['b', 'a', 'b'])
  })

  it('ends on a lattice that runs in a circle', () => {
    const circle = { a: ['b'], b: ['a'] }
    expect(comparePermissions(['b', 'c'], ['a'], circle)).toEqual([
      { name: 'b', status: 'covered', by: 'a' },
      { name: 'c', status: 'missing' },
    ])
  })
})

describe('Surplus permissions', () => {
  it('are those that nothing chosen needs', () => {
    expect(surplusPermissions(['User.Read.All'], ['User.Read.All', 'Mail.Send'], lattice)).toEqual(['Mail.Send'])
  })

  it('never name one whose loss would switch something off', () => {
    expect(surplusPermissions(['Group.Read.All'], ['Group.ReadWrite.All'], lattice)).toEqual([])
  })

  it('name the wider one when the needed one is granted itself', () => {
    expect(surplusPermissions(['User.Read.All'], ['Directory.Read.All', 'User.Read.All'], lattice)).toEqual([
      'Directory.Read.All',
    ])
  })

  it('keep a wide one that alone covers one of several needs', () => {
    const needed = ['User.Read.All', 'Group.Read.All']
    expect(surplusPermissions(needed, ['Directory.Read.All', 'User.Read.All'], lattice)).toEqual([])
  })

  it('keep one of two wide ones that each cover the need', () => {
    const granted = ['Directory.Read.All', 'Group.ReadWrite.All']
    expect(surplusPermissions(['Group.Read.All'], granted, lattice)).toHaveLength(1)
  })

  it('are told although something needed is missing anyway', () => {
    expect(surplusPermissions(['User.Read.All'], ['Mail.Send'], lattice)).toEqual(['Mail.Send'])
  })

  it('are everything when nothing is needed', () => {
    expect(surplusPermissions([], ['a', 'b'], {})).toEqual(['a', 'b'])
  })

  it('can always be taken away together without losing anything, and nothing more can (every pair of subsets)', () => {
    const subsets = (from: string[]) =>
      Array.from({ length: 2 ** from.length }, (_, bits) => from.filter((_name, index) => (bits >> index) & 1))
    const missing = (needed: string[], granted: string[]) =>
      comparePermissions(needed, granted, lattice).filter((item) => item.status === 'missing').length
    expect(names).toHaveLength(7)
    for (const needed of subsets(names)) {
      for (const granted of subsets(names)) {
        const surplus = surplusPermissions(needed, granted, lattice)
        const kept = granted.filter((name) => !surplus.includes(name))
        const told = `needed ${needed.join()} of ${granted.join()}`
        if (missing(needed, kept) !== missing(needed, granted)) expect.fail(`${told}: lost something`)
        if (surplus.some((name) => needed.includes(name))) expect.fail(`${told}: names a needed one`)
        for (const name of kept.filter((candidate) => !needed.includes(candidate))) {
          const fewer = kept.filter((other) => other !== name)
          if (missing(needed, fewer) === missing(needed, granted)) expect.fail(`${told}: ${name} was surplus too`)
        }
      }
    }
  })
})

describe('Active permission sets', () => {
  const set = (id: string, more: Partial<PermissionSet> = {}): PermissionSet => ({
    id,
    name: id,
    feature: id,
    permissions: [],
    ...more,
  })
  const sets = [set('base', { required: true }), set('partner', { required: true, kinds: ['partner'] }), set('extra')]
  const active = (kind: string, ...chosen: string[]) => activeSets(sets, kind, chosen).map(({ id }) => id)

  it('always include the required ones of the kind', () => {
    expect(active('single')).toEqual(['base'])
    expect(active('partner')).toEqual(['base', 'partner'])
  })

  it('include what was chosen', () => {
    expect(active('single', 'extra')).toEqual(['base', 'extra'])
  })

  it('leave out what the kind does not have, even when chosen', () => {
    expect(active('single', 'partner')).toEqual(['base'])
  })

  it('ignore a choice that no longer exists', () => {
    expect(active('single', 'gone')).toEqual(['base'])
  })
})
