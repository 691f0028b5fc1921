import { describe, expect, it } from 'vitest'
import { leavesAt, type QuietHours } from './delivery-time.js'

const BERLIN = 'Europe/Berlin'
const night: QuietHours = { from: '22:00', to: '07:00', criticalPasses: true }
const at = (moment: string, times: object, severity: 'critical' | 'warning' | 'info' = 'warning') =>
  leavesAt(new Date(moment), severity, {
    timing: { kind: 'immediate' },
    timeZone: BERLIN,
    quiet: night,
    ...times,
  }).toISOString()

describe('a notice leaves', () => {
  it.each([
    ['by day, at once', '2026-11-21T11:00:00Z', '2026-11-21T11:00:00.000Z'],
    ['in the evening, in the morning', '2026-11-21T21:30:00Z', '2026-11-22T06:00:00.000Z'],
    ['after midnight, in the same morning', '2026-11-22T01:00:00Z', '2026-11-22T06:00:00.000Z'],
    ['in the first quiet minute, in the morning', '2026-11-21T21:00:00Z', '2026-11-22T06:00:00.000Z'],
    ['in the minute before, at once', '2026-11-21T20:59:59Z', '2026-11-21T20:59:59.000Z'],
    ['as the quiet hours end, at once', '2026-11-22T06:00:00Z', '2026-11-22T06:00:00.000Z'],
    [
      'in the night the clocks go forward, at 07:00 of the new time',
      '2026-03-28T22:30:00Z',
      '2026-03-29T05:00:00.000Z',
    ],
    ['in the night the clocks go back, at 07:00 of the new time', '2026-10-24T22:30:00Z', '2026-10-25T06:00:00.000Z'],
    [
      'in the hour that comes twice, in the morning, the second time too',
      '2026-10-25T01:30:00Z',
      '2026-10-25T06:00:00.000Z',
    ],
  ])('S4.46: %s', (_, moment, leaves) => {
    expect(at(moment, {})).toBe(leaves)
  })

  it('S4.46: at night all the same when it is critical and such may pass', () => {
    expect(at('2026-11-21T23:00:00Z', {}, 'critical')).toBe('2026-11-21T23:00:00.000Z')
    expect(at('2026-11-21T23:00:00Z', { quiet: { ...night, criticalPasses: false } }, 'critical')).toBe(
      '2026-11-22T06:00:00.000Z',
    )
  })

  it('after quiet hours in the middle of the day', () => {
    const quiet = { from: '12:00', to: '13:30', criticalPasses: false }
    expect(at('2026-11-21T11:10:00Z', { quiet })).toBe('2026-11-21T12:30:00.000Z')
    expect(at('2026-11-21T12:30:00Z', { quiet })).toBe('2026-11-21T12:30:00.000Z')
  })

  it('when the clocks come past a time that they skip', () => {
    expect(at('2026-03-29T00:30:00Z', { quiet: { from: '22:00', to: '02:30', criticalPasses: false } })).toBe(
      '2026-03-29T01:30:00.000Z',
    )
  })

  it.each([
    ['with the digest of today', '2026-11-21T06:59:00Z', '2026-11-21T07:00:00.000Z'],
    ['with the digest of tomorrow', '2026-11-21T07:00:00Z', '2026-11-22T07:00:00.000Z'],
    ['with the digest after the clocks went back', '2026-10-24T10:00:00Z', '2026-10-25T07:00:00.000Z'],
  ])('S4.46: %s, quiet hours or not', (_, moment, leaves) => {
    expect(at(moment, { timing: { kind: 'daily', at: '08:00' }, quiet: { from: '07:00', to: '09:00' } })).toBe(leaves)
  })
})
