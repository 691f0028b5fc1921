import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { mailProtection } from '../../../test/defender-sample.js'
import { antiPhishingSetWell as control } from './antiphish-baseline.js'

const policy = (facts: object = {}) =>
  mailProtection('AntiPhish', [
    {
      Identity: 'Office365 AntiPhish Default',
      IsDefault: true,
      EnableSpoofIntelligence: true,
      HonorDmarcPolicy: true,
      AuthenticationFailAction: 'Quarantine',
      DmarcQuarantineAction: 'Quarantine',
      DmarcRejectAction: 'Reject',
      EnableFirstContactSafetyTips: true,
      EnableUnauthenticatedSender: true,
      EnableViaTag: true,
      ...facts,
    },
  ])

describe(control.title, () => {
  it('passes when all is set', () => {
    expect(judge(control, policy())).toMatchObject({ verdict: 'pass', warnings: [] })
  })

  it.each([
    { EnableSpoofIntelligence: false },
    { HonorDmarcPolicy: false },
    { AuthenticationFailAction: 'MoveToJmf' },
    { DmarcQuarantineAction: 'MoveToJmf' },
    { DmarcRejectAction: 'MoveToJmf' },
    { EnableFirstContactSafetyTips: false },
    { EnableUnauthenticatedSender: null },
    { EnableViaTag: false },
  ])('fails with %j', (facts) => {
    expect(judge(control, policy(facts))).toMatchObject({ verdict: 'fail' })
  })

  it('warns of those who are never taken for impostors', () => {
    expect(judge(control, policy({ ExcludedDomains: ['partner.example'] }))).toMatchObject({
      verdict: 'pass',
      warnings: [expect.stringContaining('partner.example')],
    })
  })

  it('does not count a policy that is off', () => {
    expect(judge(control, policy({ Enabled: false }))).toMatchObject({ verdict: 'fail' })
  })
})
