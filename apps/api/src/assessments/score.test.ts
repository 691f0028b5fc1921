import { describe, expect, it } from 'vitest'
import { NOTHING, percentOf, scoreOf, scoresBy, type Standing, type Stands, tallyOf, worstOf } from './score.js'

const stands = (control: string, standing: Standing, more: Partial<Stands> = {}): Stands => ({
  control,
  standing,
  cause: null,
  attested: false,
  ...more,
})

describe('a score', () => {
  it.each([
    [0, 0, null],
    [0, 7, 0],
    [7, 7, 100],
    [1, 2, 50],
    [2, 3, 67],
    [199, 200, 99],
    [1, 1000, 1],
  ])('of %i that pass out of %i judged is %s percent', (part, whole, percent) => {
    expect(percentOf(part, whole)).toBe(percent)
  })

  it('is a share of what was judged, and counts everything else apart with its cause (S4.50)', () => {
    const tally = tallyOf([
      stands('a', 'pass'),
      stands('b', 'pass', { attested: true }),
      stands('c', 'fail'),
      stands('d', 'excepted'),
      stands('e', 'manual'),
      stands('f', 'notApplicable'),
      stands('g', 'notAssessed', { cause: 'notPermitted' }),
      stands('h', 'notAssessed', { cause: 'notLicensed' }),
      stands('i', 'notAssessed', { cause: 'notRead' }),
      stands('j', 'notAssessed', { cause: 'error' }),
    ])
    expect(scoreOf(tally)).toEqual({
      percent: 67,
      controls: 10,
      judged: 3,
      passed: 2,
      failed: 1,
      excepted: 1,
      manual: { open: 1, attested: 1 },
      notApplicable: 1,
      notAssessed: { total: 4, notPermitted: 1, notLicensed: 1, notRead: 1, error: 1 },
    })
  })

  it('does not move when a failure is only not known, or was accepted', () => {
    const before = scoreOf({ ...NOTHING, pass: 3, fail: 1 })
    expect(scoreOf({ ...NOTHING, pass: 3, fail: 1, notPermitted: 40, excepted: 9, manual: 7 }).percent).toBe(
      before.percent,
    )
  })

  it('of nothing judged is none, not 0', () => {
    expect(scoreOf({ ...NOTHING, manual: 3, notRead: 200 })).toMatchObject({ percent: null, judged: 0, controls: 203 })
  })

  it('is given for each group that has a control, and a control counts in every group that it is in', () => {
    const groups: Record<string, string[]> = { a: ['scuba', 'cis'], b: ['cis'], c: [] }
    const scores = scoresBy([stands('a', 'pass'), stands('b', 'fail'), stands('c', 'fail')], (id) => groups[id] ?? [])
    expect(Object.entries(scores).map(([id, { percent }]) => [id, percent])).toEqual([
      ['scuba', 100],
      ['cis', 50],
    ])
  })
})

describe('a requirement', () => {
  it.each<[Standing[], Standing | undefined]>([
    [['pass', 'fail', 'notAssessed'], 'fail'],
    [['pass', 'notAssessed', 'manual'], 'notAssessed'],
    [['pass', 'manual', 'excepted'], 'manual'],
    [['pass', 'excepted'], 'excepted'],
    [['pass', 'notApplicable'], 'pass'],
    [['notApplicable'], 'notApplicable'],
    [[], undefined],
  ])('with controls that stand %s is as well as the worst of them: %s', (controls, worst) => {
    expect(worstOf(controls)).toBe(worst)
  })
})
