import { describe, expect, it } from 'vitest'
import { readBody } from './body.js'

const read = (type: string, body: Record<string, unknown>, rules?: Parameters<typeof readBody>[2]) =>
  readBody({ body: () => body, version: 'v1.0' }, type, rules)

describe('the body of a write', () => {
  it('is taken as it is when all is right', () => {
    const body = { displayName: 'Ada', businessPhones: ['1'], accountEnabled: true, passwordProfile: { password: 'x' } }
    expect(read('user', body)).toEqual(body)
  })

  it.each([
    ['a name in the wrong case', 'user', { jobtitle: 'x' }],
    ['a name that does not exist', 'user', { nothing: 1 }],
    ['a name that does not exist inside', 'user', { passwordProfile: { secret: 'x' } }],
    ['text for a boolean', 'user', { accountEnabled: 'true' }],
    ['a number for text', 'user', { displayName: 7 }],
    ['one value for several', 'user', { businessPhones: '1' }],
    ['a date that is none', 'user', { employeeHireDate: 'tomorrow' }],
    ['a date without a time', 'user', { employeeHireDate: '2026-01-01' }],
    ['empty text', 'user', { displayName: '' }],
    ['a member that does not exist', 'conditionalAccessPolicy', { state: 'maybe' }],
    ['a fraction for a whole number', 'device', { deviceVersion: 1.5 }],
    ['a GUID that is none', 'unifiedRoleAssignment', { principalId: 7 }],
  ])('with %s is refused', (_, type, body) => {
    expect(() => read(type, body)).toThrow(expect.objectContaining({ status: 400 }))
  })

  it('may be given members of enumerations in any case, and they come out as declared', () => {
    expect(read('conditionalAccessPolicy', { state: 'ENABLEDFORREPORTINGBUTNOTENFORCED' })).toEqual({
      state: 'enabledForReportingButNotEnforced',
    })
  })

  it('is read by the type that it names', () => {
    const location = { '@odata.type': '#microsoft.graph.countryNamedLocation', countriesAndRegions: ['NO'] }
    expect(read('namedLocation', location)).toEqual(location)
    expect(() => read('namedLocation', { countriesAndRegions: ['NO'] })).toThrow()
    expect(() => read('namedLocation', { '@odata.type': '#microsoft.graph.user' })).toThrow()
  })

  it('names what is bound by any kind of reference', () => {
    const body = {
      'members@odata.bind': [
        'https://graph.microsoft.com/v1.0/directoryObjects/a',
        "https://graph.microsoft.com/v1.0/users('b')",
        'users/c',
      ],
    }
    expect(read('group', body)).toEqual({ 'members@odata.bind': ['a', 'b', 'c'] })
    expect(read('user', { 'manager@odata.bind': 'users/a' })).toEqual({ 'manager@odata.bind': 'a' })
  })

  it('binds no more than 20 objects (§9.15)', () => {
    const references = (count: number) => Array.from({ length: count }, (_, index) => `users/${index}`)
    const body = (members: number, owners: number) => ({
      'members@odata.bind': references(members),
      'owners@odata.bind': references(owners),
    })
    expect(() => read('group', body(19, 1))).not.toThrow()
    expect(() => read('group', body(20, 1))).toThrow(expect.objectContaining({ status: 400 }))
  })

  it('has what is required, and nothing that is read-only', () => {
    const rules = { required: ['displayName'], readOnly: ['createdDateTime'] }
    expect(() => read('group', { description: 'x' }, rules)).toThrow("A value is required for property 'displayName'")
    expect(() => read('group', { displayName: null }, rules)).toThrow('A value is required')
    expect(() => read('group', { displayName: 'x', createdDateTime: null }, rules)).toThrow('read-only')
    expect(read('group', { displayName: 'x' }, rules)).toEqual({ displayName: 'x' })
  })
})
