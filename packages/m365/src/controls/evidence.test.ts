import { describe, expect, it } from 'vitest'
import { evidenceOf } from './evidence.js'

const tell = (object: string) => ({ object, ok: false })
const many = (count: number) => Array.from({ length: count }, (_, index) => `app ${index + 1}`)

describe('evidence of many objects', () => {
  it('is all of it while a person can read it', () => {
    expect(evidenceOf(many(50), tell, ['Mind.'])).toMatchObject({
      evidence: many(50).map((object) => ({ object })),
      warnings: ['Mind.'],
    })
  })

  it('is cut beyond that, and says so', () => {
    const { evidence, warnings } = evidenceOf(many(51), tell, ['Mind.'])
    expect(evidence).toHaveLength(50)
    expect(warnings).toEqual(['Mind.', 'The first 50 of 51 are listed here.'])
  })
})
