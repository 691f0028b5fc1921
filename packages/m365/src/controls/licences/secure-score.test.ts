import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { secureScoreHolds as control } from './secure-score.js'

const scores = (...list: [string, number, number?][]) => ({
  '/security/secureScores': list.map(([createdDateTime, currentScore, maxScore = 100]) => ({
    id: createdDateTime,
    createdDateTime,
    currentScore,
    maxScore,
  })),
})

describe(control.title, () => {
  it('passes when it holds or grows, in whatever order the days come', () => {
    expect(judge(control, scores(['2026-11-19', 50], ['2026-11-20', 51]))).toMatchObject({
      verdict: 'pass',
      reason: 'Secure Score is 51 %.',
    })
  })

  it('goes by percent, since what can be reached changes with licences', () => {
    expect(judge(control, scores(['2026-11-20', 60, 200], ['2026-11-19', 50, 200]))).toMatchObject({ verdict: 'pass' })
    expect(judge(control, scores(['2026-11-20', 60, 200], ['2026-11-19', 50, 100]))).toMatchObject({
      verdict: 'fail',
      reason: 'Secure Score fell from 50 % to 30 %.',
    })
  })

  it('fails below its target', () => {
    expect(judge(control, scores(['2026-11-20', 51]), { secureScoreTarget: 60 })).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed without a score', () => {
    expect(judge(control, scores())).toMatchObject({ verdict: 'notAssessed' })
    expect(judge(control, scores(['2026-11-20', 0, 0]))).toMatchObject({ verdict: 'notAssessed' })
  })
})
