import { describe, expect, it } from 'vitest'
import { changedFields, valueAt } from '../src/features/compliance/snapshot-change.js'
import { begunText, outcomeText, sizeText } from '../src/features/compliance/snapshot-words.js'

describe('what a snapshot read', () => {
  it('is told with everything it did not read, and why not (S4.50)', () => {
    const byStatus = { read: 92, notPermitted: 12, notLicensed: 1, error: 2 }
    expect(outcomeText({ resources: { total: 107, done: 107, byStatus } })).toBe(
      '92 of 107 read, 12 not permitted, 1 not licensed, 2 in error',
    )
  })

  it('says who began it and what for', () => {
    expect(begunText({ source: 'assessment', startedBy: { kind: 'user', name: 'Ada' } })).toBe(
      'Taken for an assessment by Ada',
    )
    expect(begunText({ source: 'schedule', startedBy: { kind: 'system', name: 'Tenantry' } })).toBe('Taken on schedule')
  })

  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [2_418_640, '2.4 MB'],
  ])('of %i bytes reads “%s”', (bytes, text) => {
    expect(sizeText(bytes)).toBe(text)
  })
})

describe('the fields in which an object differs', () => {
  it('are shown old and new, one that was not there as nothing', () => {
    const change = { paths: ['state', 'note'], before: { state: 'enabled' }, after: { state: 'disabled', note: 'x' } }
    expect(changedFields(change)).toEqual([
      { path: 'state', before: ['enabled'], after: ['disabled'], partial: false },
      { path: 'note', before: [], after: ['x'], partial: false },
    ])
  })

  it('name of a list only what went and what came, where the rest stayed', () => {
    const [field] = changedFields({
      paths: ['users'],
      before: { users: ['a', 'b'] },
      after: { users: ['b', 'c', 'd'] },
    })
    expect(field).toEqual({ path: 'users', before: ['a'], after: ['c', 'd'], partial: true })
  })

  it('show a list whole where nothing of it stayed, or where only its order changed', () => {
    const fields = changedFields({
      paths: ['x', 'y'],
      before: { x: [], y: ['a', 'b'] },
      after: { x: ['a'], y: ['b', 'a'] },
    })
    expect(fields).toEqual([
      { path: 'x', before: ['none'], after: ['a'], partial: false },
      { path: 'y', before: ['a, b'], after: ['b, a'], partial: false },
    ])
  })

  it('are found though names have dots', () => {
    expect(valueAt({ one: { '@odata.type': 'named', 'a.b': { c: 1 } } }, 'one.@odata.type')).toBe('named')
    expect(valueAt({ one: { 'a.b': { c: 1 } } }, 'one.a.b.c')).toBe(1)
    expect(valueAt({ one: 1 }, 'two.three')).toBeUndefined()
    expect(valueAt(5, '')).toBe(5)
  })
})
