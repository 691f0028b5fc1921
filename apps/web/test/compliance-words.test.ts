import { describe, expect, it } from 'vitest'
import type { Assessment, ComplianceOverview } from '../src/api/shapes.js'
import { leftWords, outcomeWords, phaseWords } from '../src/features/compliance/assessment-words.js'
import { fleetCaveats, fleetSentence } from '../src/features/compliance/fleet-sentence.js'
import { typedValues, valueOfTyped } from '../src/features/compliance/parameter-form.js'
import { definitionOf, emptyPart } from '../src/features/compliance/question-parts.js'
import { shownValue } from '../src/features/compliance/shown-value.js'
import { verdictFilterOf } from '../src/features/compliance/verdict-filter.js'
import { leftOutWords, scoreParts, scoreWords, standingLook } from '../src/features/compliance/verdict-looks.js'

const score = {
  percent: 75,
  controls: 13,
  judged: 4,
  passed: 3,
  failed: 1,
  excepted: 1,
  manual: { open: 2, attested: 0 },
  notApplicable: 1,
  notAssessed: { total: 5, notPermitted: 2, notLicensed: 1, notRead: 1, error: 1 },
}

describe('a score in words', () => {
  it('says what the percentage is a share of, and what it leaves out (S4.50)', () => {
    expect(scoreWords(score)).toBe('3 of 4 judged controls pass')
    expect(leftOutWords(score)).toBe(
      'Left out of the percentage: 1 excepted, 2 waiting for a person, 2 not permitted, 1 not licensed, 1 not read, 1 ended in an error, 1 not applicable.',
    )
  })

  it('shows every control in exactly one part', () => {
    expect(scoreParts(score).reduce((sum, { count }) => sum + count, 0)).toBe(score.controls)
  })

  it('of nothing judged is no number', () => {
    expect(scoreWords({ judged: 0, passed: 0 })).toBe('Nothing could be judged yet')
  })
})

describe('all companies in a sentence', () => {
  const overview = (tenants: object, worst: object) =>
    ({
      tenants: { total: 3, assessed: 3, never: 0, ...tenants },
      score,
      worst: [{ tenant: { name: 'Litware' }, score: { ...score, ...worst } }],
    }) as unknown as ComplianceOverview

  it('names who stands worst', () => {
    expect(fleetSentence(overview({}, {}))).toBe(
      '75 % of the judged controls pass in 3 companies. Litware stands worst.',
    )
  })

  it('says beside it whom it leaves out, and where most could not be judged (C31)', () => {
    const mostlyUnknown = { controls: 285, judged: 74, notAssessed: { ...score.notAssessed, total: 192 } }
    expect(fleetCaveats(overview({}, { notAssessed: { ...score.notAssessed, total: 4 } }))).toBe('')
    expect(fleetCaveats(overview({ total: 4, never: 1 }, mostlyUnknown))).toBe(
      '3 of 4 companies have been assessed; the others are in no number here. Of Litware, 192 of 285 controls could not be judged.',
    )
  })
})

describe('a control', () => {
  it('that could not be judged never looks failed, whatever the cause (C31)', () => {
    for (const cause of ['notPermitted', 'notLicensed', 'notRead', 'error'] as const) {
      expect(standingLook('notAssessed', cause).meaning).toBe('unknown')
    }
    expect(standingLook('notAssessed', 'notLicensed').label).toBe('Not licensed')
  })

  it('says when a person’s word decides', () => {
    expect(standingLook('pass', null, true).label).toBe('Pass, attested')
  })
})

describe('values from outside', () => {
  it.each([
    [undefined, ''],
    [null, 'not set'],
    ['', 'empty'],
    [true, 'on'],
    [0, '0'],
    [[], 'none'],
    [{ users: [], groups: [] }, 'none'],
    [['a', 'b'], 'a, b'],
    [{ a: 1 }, '{"a":1}'],
  ])('%j reads “%s”', (value, words) => {
    expect(shownValue(value)).toBe(words)
  })

  it('are cut where they would fill the page', () => {
    expect(shownValue('x'.repeat(1000))).toHaveLength(401)
  })
})

describe('a filter in an address', () => {
  it('tells the causes of what could not be judged apart, and leaves out what it does not know', () => {
    expect(verdictFilterOf({ stands: 'notLicensed', area: 'Entra ID', q: '' })).toEqual({
      standing: 'notAssessed',
      cause: 'notLicensed',
      area: 'Entra ID',
    })
    expect(verdictFilterOf({ stands: 'nonsense' })).toEqual({})
  })
})

describe('a parameter in a form', () => {
  const parameter = {
    value: { users: ['a'], groups: [] as string[], kept: 1 },
    fields: [
      { name: 'users', label: 'Users', type: 'list' as const },
      { name: 'groups', label: 'Groups', type: 'list' as const },
    ],
  }

  it('comes back as it went in', () => {
    expect(valueOfTyped(parameter, typedValues(parameter))).toEqual(parameter.value)
  })

  it('takes one entry a line, without blanks and empty lines', () => {
    expect(valueOfTyped(parameter, { users: ' a \n\n b', groups: '' })).toEqual({
      users: ['a', 'b'],
      groups: [],
      kept: 1,
    })
  })

  it('may be one number', () => {
    const days = { value: 7, fields: [{ name: null, label: 'Days', type: 'number' as const }] }
    expect(typedValues(days)).toEqual({ '': '7' })
    expect(valueOfTyped(days, { '': '30' })).toBe(30)
  })
})

describe('a question put together', () => {
  it('is none while a part says nothing yet', () => {
    expect(definitionOf('all', [emptyPart('control')])).toBeUndefined()
  })

  it('asks for a cause where it is about what could not be judged', () => {
    expect(
      definitionOf('any', [
        { kind: 'control', control: 'c', stands: 'notPermitted' },
        { kind: 'score', area: '–', below: 60 },
      ]),
    ).toEqual({
      any: [{ control: 'c', standings: ['notAssessed'], causes: ['notPermitted'] }, { scoreBelow: 60 }],
    })
  })
})

describe('an assessment in words', () => {
  const tenants = { total: 51, done: 51, failed: 0, withoutConsent: 0, waiting: 0, collecting: 0, evaluating: 0 }
  const words = (tell: (assessment: Assessment) => string, status: Assessment['status'], some: object = {}) =>
    tell({ status, tenants: { ...tenants, ...some }, secondsLeft: null } as Assessment)

  it('that reached every company says how many', () => {
    expect(words(outcomeWords, 'succeeded')).toBe('51 companies assessed.')
  })

  it('tells companies that wait for consent from those that failed', () => {
    expect(words(outcomeWords, 'partlyFailed', { failed: 2, withoutConsent: 24 })).toBe(
      '25 of 51 companies assessed, 2 failed, 24 wait for consent.',
    )
    expect(words(outcomeWords, 'succeeded', { withoutConsent: 1 })).toBe(
      '50 of 51 companies assessed, 1 waits for consent.',
    )
  })

  it('counts as assessed before it was cancelled only what was judged', () => {
    expect(words(outcomeWords, 'cancelled', { done: 30, failed: 1, withoutConsent: 9 })).toBe(
      '20 of 51 companies assessed before it was cancelled.',
    )
  })

  it('says while it runs what it could not reach so far', () => {
    expect(words(phaseWords, 'running', { done: 30, collecting: 2, withoutConsent: 9 })).toBe(
      'Reading 2 companies · 9 wait for consent',
    )
  })
})

describe('how long it takes still', () => {
  it.each([
    [null, ''],
    [20, 'less than a minute left'],
    [70, 'about a minute left'],
    [600, 'about 10 minutes left'],
    [7200, 'about 2 hours left'],
  ])('%s seconds read “%s”', (seconds, words) => {
    expect(leftWords(seconds)).toBe(words)
  })
})
