import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { appleCertificateFresh as control } from './apns-expiry.js'

const ends = (expirationDateTime?: string) => ({
  '/deviceManagement/applePushNotificationCertificate': { appleIdentifier: 'it@example.com', expirationDateTime },
})

describe(control.title, () => {
  it('passes when it ends in more than 30 days', () => {
    expect(judge(control, ends('2026-12-22T12:00:00Z'))).toMatchObject({
      verdict: 'pass',
      reason: 'The certificate is good for 31 days.',
    })
  })

  it.each([
    ['in 30 days', '2026-12-21T12:00:00Z', 'The certificate ends in 30 days.'],
    ['yesterday', '2026-11-20T12:00:00Z', 'The certificate has ended.'],
  ])('fails when it ends %s', (_, end, reason) => {
    expect(judge(control, ends(end))).toMatchObject({ verdict: 'fail', reason })
  })

  it('is not assessed when its end did not come', () => {
    expect(judge(control, ends())).toMatchObject({ verdict: 'notAssessed' })
  })
})
