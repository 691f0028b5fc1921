import { describe, expect, it } from 'vitest'
import { etagOf, requireMatch, withEtag } from './etag.js'

const entity = { id: 'a', status: 'created' }

describe('an ETag', () => {
  it('stands for a state of an object, however it is carried', () => {
    expect(etagOf(withEtag(entity))).toBe(etagOf(entity))
    expect(etagOf({ ...entity, status: 'active' })).not.toBe(etagOf(entity))
  })

  it('lets a write through that knows the state, or does not care', () => {
    expect(() => requireMatch({ 'if-match': etagOf(entity) }, entity)).not.toThrow()
    expect(() => requireMatch({ 'if-match': '*' }, entity)).not.toThrow()
    expect(() => requireMatch({}, entity)).not.toThrow()
  })

  it('refuses a write that knows an older state, or none where one is required', () => {
    const stale = { 'if-match': etagOf({ ...entity, status: 'active' }) }
    expect(() => requireMatch(stale, entity)).toThrow(expect.objectContaining({ status: 412 }))
    expect(() => requireMatch({}, entity, { required: true })).toThrow(expect.objectContaining({ status: 400 }))
  })
})
