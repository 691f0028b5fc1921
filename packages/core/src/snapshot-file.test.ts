import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defineResource } from './resource.js'
import { factsOfFile } from './snapshot-file.js'

const now = new Date('2026-11-21T12:00:00Z')

const resource = (source: string) =>
  defineResource({ id: 'some.thing', name: 'Some thing', service: 'Test', source, schema: z.unknown() })

describe('a snapshot file', () => {
  it('holds what was read by its source', () => {
    const facts = factsOfFile({ 'exo:Get-TransportConfig': [{ Name: 'a' }] }, now)
    expect(facts.read(resource('exo:Get-TransportConfig'))).toEqual({ status: 'read', value: [{ Name: 'a' }] })
  })

  it.each([
    ['/users?$select=id', '/users'],
    ['/users', '/users?$select=id,displayName'],
    ['/beta/legacy/policies', '/legacy/policies'],
  ])('answers for %s what it holds as %s', (asked, held) => {
    expect(factsOfFile({ [held]: [1] }, now).read(resource(asked))).toEqual({ status: 'read', value: [1] })
  })

  it('does not take what is absent for empty', () => {
    expect(factsOfFile({}, now).read(resource('/users')).status).toBe('notRead')
  })

  it('says which sources could not be read', () => {
    const facts = factsOfFile({ 'meta:unavailable': ['ipps:Get-ProtectionAlert'] }, now)
    expect(facts.read(resource('ipps:Get-ProtectionAlert'))).toEqual({
      status: 'notRead',
      reason: '“ipps:Get-ProtectionAlert” could not be read.',
    })
  })

  it('is as old as it says, or as of now', () => {
    expect(factsOfFile({ 'meta:takenAt': '2026-01-02T03:04:05Z' }, now).takenAt.toISOString()).toBe(
      '2026-01-02T03:04:05.000Z',
    )
    expect(factsOfFile({}, now).takenAt).toEqual(now)
  })
})
