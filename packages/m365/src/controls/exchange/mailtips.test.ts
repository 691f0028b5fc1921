import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { mailTipsOn as control } from './mailtips.js'

const good = {
  MailTipsAllTipsEnabled: true,
  MailTipsExternalRecipientsTipsEnabled: true,
  MailTipsGroupMetricsEnabled: true,
  MailTipsLargeAudienceThreshold: 25,
}
const organization = (config: object) => ({ 'exo:Get-OrganizationConfig': [config] })

describe(control.title, () => {
  it('passes when all are on and 25 people are many', () => {
    expect(judge(control, organization(good))).toMatchObject({ verdict: 'pass' })
  })

  it.each<[string, object]>([
    ['MailTipsAllTipsEnabled', { MailTipsAllTipsEnabled: false }],
    ['MailTipsExternalRecipientsTipsEnabled', { MailTipsExternalRecipientsTipsEnabled: false }],
    ['MailTipsGroupMetricsEnabled', { MailTipsGroupMetricsEnabled: false }],
    ['MailTipsLargeAudienceThreshold', { MailTipsLargeAudienceThreshold: 26 }],
  ])('fails by %s', (property, changes) => {
    expect(judge(control, organization({ ...good, ...changes }))).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining(property),
    })
  })

  it('is not assessed when one is not among what came', () => {
    expect(judge(control, organization({ ...good, MailTipsGroupMetricsEnabled: undefined }))).toMatchObject({
      verdict: 'notAssessed',
    })
  })
})
