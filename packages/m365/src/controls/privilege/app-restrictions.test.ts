import { describe, expect, it } from 'vitest'
import { daysOf, isWhole } from './app-restrictions.js'

describe('a restriction of credentials', () => {
  it.each([
    ['P180D', 180],
    ['P1Y', 365],
    ['P6M', 180],
    ['P2W', 14],
    ['P1Y1D', 366],
    ['soon', Infinity],
    [null, Infinity],
  ])('of %s is %s days', (span, days) => {
    expect(daysOf(span)).toBe(days)
  })

  it('counts when it is on, for applications of any age', () => {
    expect(isWhole({ state: 'enabled' })).toBe(true)
    expect(isWhole({ state: 'enabled', restrictForAppsCreatedAfterDateTime: '0001-01-01T00:00:00Z' })).toBe(true)
    expect(isWhole({ state: 'enabled', restrictForAppsCreatedAfterDateTime: '2025-01-01T00:00:00Z' })).toBe(false)
    expect(isWhole({ state: 'disabled' })).toBe(false)
    expect(isWhole(undefined)).toBe(false)
  })

  it('counts when it is short enough', () => {
    expect(isWhole({ state: 'enabled', maxLifetime: 'P180D' }, 180)).toBe(true)
    expect(isWhole({ state: 'enabled', maxLifetime: 'P181D' }, 180)).toBe(false)
    expect(isWhole({ state: 'enabled' }, 180)).toBe(false)
  })
})
