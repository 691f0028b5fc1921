import { describe, expect, it } from 'vitest'
import { parsedPolicy } from '../../../test/conditional-access-sample.js'
import { narrowings } from './narrowings.js'

describe('conditions that narrow a policy', () => {
  it.each<[string, Record<string, unknown>]>([
    ['risk of the sign-in', { signInRiskLevels: ['high'] }],
    ['kinds of clients', { clientAppTypes: ['browser'] }],
    ['places', { locations: { includeLocations: ['All'], excludeLocations: ['office'] } }],
    ['platforms', { platforms: { includePlatforms: ['iOS'], excludePlatforms: [] } }],
    ['a filter for devices', { devices: { deviceFilter: { mode: 'include', rule: 'device.isCompliant -eq True' } } }],
    ['authentication flows', { authenticationFlows: { transferMethods: 'deviceCodeFlow' } }],
    ['insider risk', { insiderRiskLevels: 'elevated' }],
    ['user actions', { applications: { includeUserActions: ['urn:user:registerdevice'] } }],
  ])('are told: %s', (_, conditions) => {
    expect(narrowings(parsedPolicy({ conditions }))).toHaveLength(1)
  })

  it('are not told where they belong to what is wanted', () => {
    expect(narrowings(parsedPolicy({ conditions: { userRiskLevels: ['high'] } }), ['userRiskLevels'])).toEqual([])
  })
})
