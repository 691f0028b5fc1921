import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { outboundSpamLimited as control } from './outbound-spam.js'

const good = {
  Name: 'Default',
  IsDefault: true,
  Enabled: true,
  RecipientLimitExternalPerHour: 500,
  RecipientLimitInternalPerHour: 1000,
  RecipientLimitPerDay: 1000,
  ActionWhenThresholdReached: 'BlockUser',
  NotifyOutboundSpam: true,
  NotifyOutboundSpamRecipients: ['soc@example.com'],
  BccSuspiciousOutboundMail: true,
  BccSuspiciousOutboundAdditionalRecipients: ['soc@example.com'],
}
const outbound = (...list: object[]) => ({ 'exo:Get-HostedOutboundSpamFilterPolicy': list })

describe(control.title, () => {
  it('passes at the limits, and below them', () => {
    expect(judge(control, outbound(good))).toMatchObject({ verdict: 'pass' })
    expect(judge(control, outbound({ ...good, RecipientLimitPerDay: 1 }))).toMatchObject({ verdict: 'pass' })
  })

  it.each([
    { RecipientLimitExternalPerHour: 501 },
    { RecipientLimitInternalPerHour: 1001 },
    { RecipientLimitPerDay: 1001 },
    { RecipientLimitPerDay: 0 },
    { RecipientLimitPerDay: null },
    { ActionWhenThresholdReached: 'BlockUserForToday' },
    { NotifyOutboundSpam: false },
    { NotifyOutboundSpamRecipients: [] },
    { BccSuspiciousOutboundMail: false },
    { BccSuspiciousOutboundAdditionalRecipients: null },
  ])('fails with %j', (facts) => {
    expect(judge(control, outbound({ ...good, ...facts }))).toMatchObject({ verdict: 'fail' })
  })

  it('fails by one bad policy among good ones, unless it is off', () => {
    const bad = { ...good, Name: 'Ours', IsDefault: false, RecipientLimitPerDay: 0 }
    expect(judge(control, outbound(good, bad))).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('Ours'),
    })
    expect(judge(control, outbound(good, { ...bad, Enabled: false }))).toMatchObject({ verdict: 'pass' })
  })

  it('fails when there is none', () => {
    expect(judge(control, outbound())).toMatchObject({ verdict: 'fail' })
  })
})
