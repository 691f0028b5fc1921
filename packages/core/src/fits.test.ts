import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fits } from './fits.js'

const person = z.looseObject({
  id: z.string(),
  age: z.number().nullish(),
  tags: z.array(z.string()).nullish(),
  home: z.looseObject({ town: z.string().nullish() }).nullish(),
  mail: z.union([z.string(), z.array(z.string())]).nullish(),
})
const people = z.array(person)

describe('fitting a schema', () => {
  it.each<[string, unknown]>([
    ['only what must be there', { id: 'a' }],
    ['everything, and more', { id: 'a', age: 3, tags: ['x'], home: { town: null, street: 1 }, mail: ['m'], more: {} }],
    ['nulls', { id: 'a', age: null, tags: null, home: null, mail: null }],
  ])('takes an object with %s, which parsing leaves as it is', (_, value) => {
    expect(fits(people, [value])).toBe(true)
    expect(people.parse([value])).toEqual([value])
  })

  it.each<[string, unknown]>([
    ['no object', 'a'],
    ['nothing', null],
    ['a list', []],
    ['an object without what must be there', {}],
    ['a number that is none', { id: 'a', age: NaN }],
    ['a list of other things', { id: 'a', tags: [1] }],
    ['a wrong member further down', { id: 'a', home: { town: 1 } }],
    ['none of the alternatives', { id: 'a', mail: 1 }],
  ])('refuses %s, as parsing does', (_, value) => {
    expect(fits(people, [value])).toBe(false)
    expect(people.safeParse([value]).success).toBe(false)
  })

  it.each<[string, z.ZodType, unknown]>([
    ['transforms', z.string().transform(Number), '1'],
    ['fills in', z.looseObject({ a: z.string().default('x') }), { a: 'x' }],
    ['checks more than the form', z.string().min(1), 'a'],
    ['knows formats', z.iso.datetime(), '2026-01-01T00:00:00Z'],
    ['coerces', z.coerce.number(), 1],
    ['drops unknown members', z.object({ a: z.string() }), { a: 'x' }],
    ['refuses unknown members', z.strictObject({ a: z.string() }), { a: 'x' }],
    ['prepares', z.preprocess((value) => value, z.string()), 'a'],
  ])('leaves a schema that %s to parsing', (_, schema, value) => {
    expect(fits(schema, value)).toBe(false)
    expect(schema.safeParse(value).success).toBe(true)
  })
})
