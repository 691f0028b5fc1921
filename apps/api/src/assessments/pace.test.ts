import { describe, expect, it } from 'vitest'
import { Pace } from './pace.js'

const pace = new Pace({ quick: 4, usual: 6, slow: 9 })
const now = new Date('2026-03-01T12:00:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)

describe('how long an assessment takes still (S4.43)', () => {
  it('is the usual time for all that are left, four at once', () => {
    expect(pace.secondsLeft({ open: 20, waiting: 16, lastBegunAt: ago(1) }, now)).toBe(30)
  })

  it('is the rest of the last one once none waits', () => {
    expect(pace.secondsLeft({ open: 2, waiting: 0, lastBegunAt: ago(2) }, now)).toBe(4)
    expect(pace.secondsLeft({ open: 2, waiting: 0, lastBegunAt: ago(8) }, now)).toBe(1)
  })

  it('is not known where the last one takes longer than they do here', () => {
    expect(pace.secondsLeft({ open: 1, waiting: 0, lastBegunAt: ago(10) }, now)).toBeNull()
    expect(pace.secondsLeftSince(ago(390), now)).toBeNull()
  })

  it('is not known where none was assessed yet', () => {
    expect(new Pace(undefined).secondsLeft({ open: 3, waiting: 3, lastBegunAt: null }, now)).toBeNull()
  })
})
