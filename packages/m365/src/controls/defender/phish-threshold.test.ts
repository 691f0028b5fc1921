import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { mailProtection, UNLICENSED } from '../../../test/defender-sample.js'
import { phishingTakenSeriously as control } from './phish-threshold.js'

const policy = (facts: object = {}) =>
  mailProtection('AntiPhish', [
    {
      Identity: 'Office365 AntiPhish Default',
      IsDefault: true,
      PhishThresholdLevel: 3,
      EnableMailboxIntelligence: true,
      EnableMailboxIntelligenceProtection: true,
      MailboxIntelligenceProtectionAction: 'MoveToJmf',
      ...facts,
    },
  ])

describe(control.title, () => {
  it.each([3, 4])('passes at %d', (PhishThresholdLevel) => {
    expect(judge(control, policy({ PhishThresholdLevel }))).toMatchObject({ verdict: 'pass' })
  })

  it.each([
    { PhishThresholdLevel: 2 },
    { PhishThresholdLevel: null },
    { EnableMailboxIntelligence: false },
    { EnableMailboxIntelligenceProtection: false },
    { MailboxIntelligenceProtectionAction: 'NoAction' },
  ])('fails with %j', (facts) => {
    expect(judge(control, policy(facts))).toMatchObject({ verdict: 'fail' })
  })

  it('cannot be assessed without Defender, where nobody can set it', () => {
    expect(judge(control, { ...policy(), ...UNLICENSED })).toMatchObject({
      verdict: 'notAssessed',
      cause: 'notLicensed',
      licence: expect.any(String),
    })
  })
})
