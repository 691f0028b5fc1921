import { describe, expect, it } from 'vitest'
import { AppError, defineError } from './errors.js'
import { problemFacts } from './check-connection.js'
import { secretInvalid, sharedErrors } from './shared-errors.js'

const spilt = defineError({
  code: 'milk_spilt',
  status: 422,
  title: 'The milk is spilt',
  why: (p: { cups: number }) => `${p.cups} cups are on the floor.`,
  fix: (p) => `Wipe up ${p.cups} cups.`,
  health: 'serviceError',
  learnMore: 'https://example.com/milk',
  example: { cups: 2 },
})

describe('A declared error', () => {
  it('says what, why and what to do from the facts of the case', () => {
    const error = spilt({ cups: 3 })
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({
      name: 'AppError',
      code: 'milk_spilt',
      status: 422,
      title: 'The milk is spilt',
      why: '3 cups are on the floor.',
      fix: 'Wipe up 3 cups.',
      message: 'The milk is spilt: 3 cups are on the floor.',
      health: 'serviceError',
      retryable: false,
    })
  })

  it('carries its cause, where it came from, and how long to wait', () => {
    const cause = new Error('splash')
    const provenance = { operation: 'GET kitchen/floor', at: '2026-01-01T00:00:00Z', status: 500 }
    expect(spilt({ cups: 1 }, { cause, provenance, retryAfterSeconds: 7 })).toMatchObject({
      cause,
      provenance,
      retryAfterSeconds: 7,
    })
  })

  it('knows its own kind and no other', () => {
    const other = defineError({ ...spilt.kind, code: 'tea_spilt', why: () => 'w', fix: () => 'f', example: {} })
    expect(spilt.is(spilt({ cups: 1 }))).toBe(true)
    expect(spilt.is(other({}))).toBe(false)
    expect(spilt.is({ code: 'milk_spilt' })).toBe(false)
  })

  it('describes itself with example facts', () => {
    expect(spilt.describe()).toEqual({
      code: 'milk_spilt',
      status: 422,
      title: 'The milk is spilt',
      why: '2 cups are on the floor.',
      fix: 'Wipe up 2 cups.',
      health: 'serviceError',
      retryable: false,
      learnMore: 'https://example.com/milk',
    })
  })

  it('is stored without its cause and its stack', () => {
    const facts = problemFacts(spilt({ cups: 1 }, { cause: new Error('splash'), retryAfterSeconds: 0 }))
    expect(facts).toEqual({
      code: 'milk_spilt',
      title: 'The milk is spilt',
      why: '1 cups are on the floor.',
      fix: 'Wipe up 1 cups.',
      retryable: false,
      health: 'serviceError',
      retryAfterSeconds: 0,
      learnMore: 'https://example.com/milk',
    })
  })
})

describe('An error about one input', () => {
  it('names it, and says the same', () => {
    const cause = new Error('inside')
    const error = secretInvalid({ clientId: 'x' }, { cause, retryAfterSeconds: 2 })
    const about = error.about('credential.values.clientSecret')
    expect(about).toMatchObject({
      code: error.code,
      why: error.why,
      fix: error.fix,
      health: 'authenticationError',
      retryAfterSeconds: 2,
      field: 'credential.values.clientSecret',
    })
    expect(about.cause).toBe(cause)
    expect(error.field).toBeUndefined()
    expect(secretInvalid.is(about)).toBe(true)
  })
})

describe('The catalogue of shared errors', () => {
  const entries = sharedErrors.map((error) => error.describe())

  it('gives each code once', () => {
    const codes = entries.map(({ code }) => code)
    expect(codes).toEqual([...new Set(codes)])
  })

  it.each(entries)('$code reads well', (entry) => {
    expect(entry.code).toMatch(/^[a-z]+(_[a-z]+)*$/)
    expect(entry.title).toMatch(/^[A-Z].*[^.]$/)
    expect(entry.why).toMatch(/^.+\.$/)
    expect(entry.fix).toMatch(/^[A-Z].+\.$/)
    expect(`${entry.why} ${entry.fix}`).not.toMatch(/undefined|\[object|NaN/)
    expect(entry.status).toBeGreaterThanOrEqual(400)
    expect(entry.status).toBeLessThan(600)
  })
})
