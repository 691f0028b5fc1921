import { describe, expect, it } from 'vitest'
import { judgeEvery, judgeGlobal } from './reasoning.js'

interface Policy {
  Identity: string
  Open?: boolean | null
}

const looked = (...policies: Policy[]) => ({
  policies,
  property: 'Open' as const,
  expected: 'false',
  isGood: (value: unknown) => value === false,
  good: 'Closed.',
  bad: 'is open',
})

describe('judging every policy of Teams', () => {
  it('passes when it is good in each', () => {
    expect(
      judgeEvery(looked({ Identity: 'Global', Open: false }, { Identity: 'Tag:Sales', Open: false })),
    ).toMatchObject({
      verdict: 'pass',
      evidence: [{ object: 'Global' }, { object: 'Sales' }],
    })
  })

  it('fails by one, whose name people know without the tag', () => {
    expect(
      judgeEvery(looked({ Identity: 'Global', Open: false }, { Identity: 'Tag:Sales', Open: true })),
    ).toMatchObject({
      verdict: 'fail',
      reason: 'Sales is open.',
      evidence: [{ object: 'Sales', id: 'Tag:Sales', value: true }],
    })
  })

  it('is not assessed when no policy tells', () => {
    expect(judgeEvery(looked())).toMatchObject({ verdict: 'notAssessed' })
    expect(judgeEvery(looked({ Identity: 'Global', Open: null }))).toMatchObject({ verdict: 'notAssessed' })
  })
})

describe('judging the policy of Teams that is for everyone', () => {
  it('goes by Global alone and warns of others', () => {
    expect(
      judgeGlobal(looked({ Identity: 'Global', Open: false }, { Identity: 'Tag:Sales', Open: true })),
    ).toMatchObject({
      verdict: 'pass',
      warnings: ['Sales, for some people, is open.'],
    })
    expect(
      judgeGlobal(looked({ Identity: 'global', Open: true }, { Identity: 'Tag:Sales', Open: false })),
    ).toMatchObject({
      verdict: 'fail',
    })
  })

  it('is not assessed without Global', () => {
    expect(judgeGlobal(looked({ Identity: 'Tag:Sales', Open: false }))).toMatchObject({ verdict: 'notAssessed' })
  })
})
