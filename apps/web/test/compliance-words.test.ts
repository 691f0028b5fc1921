import { describe, expect, it } from 'vitest'
import { leftWords } from '../src/features/compliance/assessment-words.js'
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
