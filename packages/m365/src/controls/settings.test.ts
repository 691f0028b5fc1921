import { describe, expect, it } from 'vitest'
import { isTrue, judgeSettings, judgeSwitch } from './settings.js'

const setting = (value: unknown, ok: boolean) => ({ property: 'door', value, expected: 'locked', ok })

describe('judging settings', () => {
  it('passes when all are as they should be', () => {
    expect(judgeSettings([setting('locked', true)], 'Good.', 'Bad.', ['Mind.'])).toMatchObject({
      verdict: 'pass',
      reason: 'Good.',
      warnings: ['Mind.'],
      evidence: [{ object: 'Tenant settings', value: 'locked' }],
    })
  })

  it('fails by one', () => {
    expect(judgeSettings([setting('locked', true), setting('open', false)], 'Good.', 'Bad.')).toMatchObject({
      verdict: 'fail',
      reason: 'Bad.',
    })
  })

  it.each([undefined, null])('is not assessed when one is %s', (value) => {
    expect(judgeSettings([setting('locked', true), setting(value, false)], 'Good.', 'Bad.')).toMatchObject({
      verdict: 'notAssessed',
      cause: 'notRead',
    })
  })

  it.each([
    [true, 'pass'],
    [false, 'fail'],
    [null, 'notAssessed'],
  ])('takes a switch that is %s and must be on for: %s', (value, verdict) => {
    expect(
      judgeSwitch({ object: 'Door', property: 'locked', value, expected: 'true' }, true, 'Good.', 'Bad.'),
    ).toMatchObject({
      verdict,
    })
  })

  it('reads truths that are text', () => {
    expect([isTrue('True'), isTrue('false'), isTrue(undefined)]).toEqual([true, false, undefined])
  })
})
