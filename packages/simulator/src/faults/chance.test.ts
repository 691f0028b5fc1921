import { describe, expect, it } from 'vitest'
import { Clock } from '../clock.js'
import type { FaultPlan, Target } from './effects.js'
import { Faults } from './faults.js'

const plan: FaultPlan = { kind: 'serverError', probability: 0.3 }

function target(path: string): Target {
  return { tenantId: 'tenant', service: 'graph', method: 'GET', path }
}

function run(seed: number, paths: string[]): boolean[] {
  const faults = new Faults(new Clock(), seed)
  faults.add(plan)
  return paths.map((path) => faults.take('serverError', target(path)) !== undefined)
}

const paths = Array.from({ length: 2000 }, (_, index) => `/v1.0/users/${index % 500}`)

describe('a fault with a probability', () => {
  it('strikes about as often as it says', () => {
    const share = run(1, paths).filter(Boolean).length / paths.length
    expect(share).toBeGreaterThan(0.25)
    expect(share).toBeLessThan(0.35)
  })

  it('strikes the same requests with the same seed, and others with another', () => {
    expect(run(1, paths)).toEqual(run(1, paths))
    expect(run(1, paths)).not.toEqual(run(2, paths))
  })

  it('strikes the same requests in whatever order they come', () => {
    const once = [...new Set(paths)]
    const forwards = run(7, once)
    expect(run(7, once.toReversed()).toReversed()).toEqual(forwards)
  })

  it('does not strike a request for ever that it struck once', () => {
    const again = run(
      1,
      Array.from({ length: 50 }, () => '/v1.0/users'),
    )
    expect(new Set(again)).toEqual(new Set([true, false]))
  })
})

describe('a fault', () => {
  it('lets pass as many as told before it begins', () => {
    const faults = new Faults(new Clock(), 1)
    faults.add({ kind: 'serverError', after: 2, times: 1 })
    const struck = Array.from({ length: 5 }, () => faults.take('serverError', target('/v1.0/users')) !== undefined)
    expect(struck).toEqual([false, false, true, false, false])
  })

  it('ends when its time is over, by the simulated clock', () => {
    const clock = new Clock()
    clock.begin()
    const faults = new Faults(clock, 1)
    faults.add({ kind: 'throttle', seconds: 60 })
    expect(faults.take('throttle', target('/v1.0/users'))).toBeDefined()
    clock.advance(61)
    expect(faults.take('throttle', target('/v1.0/users'))).toBeUndefined()
    expect(faults.list()).toEqual([])
  })

  it('strikes only its method', () => {
    const faults = new Faults(new Clock(), 1)
    faults.add({ kind: 'serverError', method: 'post' })
    expect(faults.take('serverError', target('/v1.0/users'))).toBeUndefined()
    expect(faults.take('serverError', { ...target('/v1.0/users'), method: 'POST' })).toBeDefined()
  })

  it('strikes at its service only, and there only faults that are meant for it', () => {
    const faults = new Faults(new Clock(), 1)
    faults.add({ kind: 'throttle', service: 'exchange' })
    expect(faults.take('throttle', target('/v1.0/users'))).toBeUndefined()
    expect(faults.take('throttle', { ...target('/adminapi/beta'), service: 'exchange' })).toBeDefined()
  })
})
