import { describe, expect, it } from 'vitest'
import { parsedPolicy } from '../../../test/conditional-access-sample.js'
import { gapsInFrequency, neverPersists, signInFrequencyHours } from './sessions.js'

const withSession = (sessionControls: object | null) => parsedPolicy({ sessionControls })

const frequency = (signInFrequency: object) => withSession({ signInFrequency: { isEnabled: true, ...signInFrequency } })

describe('how often people sign in again', () => {
  it.each<[string, object, number | undefined]>([
    ['every time', { frequencyInterval: 'everyTime', value: null, type: null }, 0],
    ['after hours', { frequencyInterval: 'timeBased', value: 12, type: 'hours' }, 12],
    ['after days', { value: 2, type: 'days' }, 48],
    ['never, when it is switched off', { isEnabled: false, value: 1, type: 'hours' }, undefined],
    ['never, when the unit is not known', { value: 1, type: 'moons' }, undefined],
    ['never, when nothing is said', { value: null, type: 'hours' }, undefined],
  ])('%s', (_, signInFrequency, hours) => {
    expect(signInFrequencyHours(frequency(signInFrequency))).toBe(hours)
  })

  it('never, without any session control', () => {
    expect(signInFrequencyHours(withSession(null))).toBeUndefined()
  })

  it('is right at the limit, and wrong beyond', () => {
    expect(gapsInFrequency(frequency({ value: 24, type: 'hours' }), 24)).toEqual([])
    expect(gapsInFrequency(frequency({ value: 25, type: 'hours' }), 24)).toMatchObject([
      { what: 'lets a sign-in last 25 hours', expected: 'at most 24 hours' },
    ])
    expect(gapsInFrequency(frequency({ value: 1, type: 'hours' }), 0)).toMatchObject([{ expected: 'every time' }])
  })
})

describe('a browser forgets the session', () => {
  it.each<[string, object | null, boolean]>([
    ['when it must', { persistentBrowser: { isEnabled: true, mode: 'never' } }, true],
    ['but not when it must keep it', { persistentBrowser: { isEnabled: true, mode: 'always' } }, false],
    ['but not when the control is off', { persistentBrowser: { isEnabled: false, mode: 'never' } }, false],
    ['but not when nothing is said', null, false],
  ])('%s', (_, sessionControls, forgets) => {
    expect(neverPersists(withSession(sessionControls))).toBe(forgets)
  })
})
