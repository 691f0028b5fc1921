import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../test/support/start-app.js'

interface Entry {
  code: string
  title: string
  why: string
  fix: string
}

describe('the error catalogue', () => {
  let api: TestApp
  let items: Entry[]
  let operations: { 'x-problems'?: string[] }[]
  beforeAll(async () => {
    api = await startApp({ ROLE: 'api' })
    items = ((await api.agent.get('/api/v1/errors').expect(200)).body as { items: Entry[] }).items
    const { body } = await api.agent.get('/api/openapi.json').expect(200)
    operations = Object.values((body as { paths: Record<string, object> }).paths).flatMap((item) => Object.values(item))
  })
  afterAll(() => api.close())

  it('says for every kind of error why it happens and what to do, in whole sentences', () => {
    expect(items.length).toBeGreaterThan(30)
    for (const { code, title, why, fix } of items) {
      expect(code).toMatch(/^[a-z]+(_[a-z0-9]+)*$/)
      expect(title, code).toMatch(/^\S.*[^.]$/)
      for (const sentence of [why, fix]) expect(sentence, code).toMatch(/^\S.*[.:!?`]$/)
      expect(`${why} ${fix}`, code).not.toMatch(/undefined|null|NaN|\[object/)
    }
  })

  it('names every code that an operation documents, once', () => {
    const codes = items.map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    const documented = operations.flatMap((operation) => operation['x-problems'] ?? [])
    expect(codes).toEqual(expect.arrayContaining(documented))
  })
})
