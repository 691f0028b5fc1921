import { assess, defineControl, factsOfFile, pass } from '@tenantry/core'
import { describe, expect, it } from 'vitest'
import { TAKEN_AT } from '../../test/judge.js'
import { listed, withEvidenceCut } from './evidence.js'

function evidenceOf(evidence: { object: string; ok: boolean; value?: unknown }[]) {
  const control = defineControl({
    id: 'a-control',
    title: 'A control',
    area: 'Tests',
    severity: 'low',
    rationale: 'It is tried.',
    remediation: { steps: [], impact: 'None.' },
    needs: {},
    evaluate: () => pass('Fine.', { evidence, warnings: ['Mind.'] }),
  })
  return assess(withEvidenceCut(control), factsOfFile({}, TAKEN_AT))
}

const many = (count: number, ok = true) =>
  Array.from({ length: count }, (_, index) => ({ object: `app ${index + 1}`, ok }))

describe('evidence', () => {
  it('is given whole while a person can read it', () => {
    expect(evidenceOf(many(50))).toMatchObject({ evidence: many(50), warnings: ['Mind.'] })
  })

  it('is cut beyond that, and says so', () => {
    const { evidence, warnings } = evidenceOf(many(51))
    expect(evidence).toEqual(many(50))
    expect(warnings).toEqual(['Mind.', 'The first 50 of 51 are listed here.'])
  })

  it('keeps what failed before what did not', () => {
    const { evidence } = evidenceOf([...many(60), { object: 'bad', ok: false }])
    expect(evidence[0]).toEqual({ object: 'bad', ok: false })
  })

  it('shows the first of a long value, and how many there are', () => {
    const value = Array.from({ length: 60 }, (_, index) => index)
    expect(evidenceOf([{ object: 'list', ok: true, value }]).evidence[0]?.value).toEqual([
      ...value.slice(0, 50),
      'and 10 more',
    ])
  })

  it('lists names the same way', () => {
    expect(listed(['a', 'b'])).toBe('a, b')
    expect(listed(Array.from({ length: 52 }, () => 'a'))).toMatch(/^a, .*a and 2 more$/)
  })
})
