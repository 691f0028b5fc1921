import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { guestAccessEnds as control } from './guest-expiry.js'

const tenant = (settings: object) => ({ 'spo:SPO.Tenant': settings })

describe(control.title, () => {
  it('passes when access ends within 30 days', () => {
    expect(
      judge(control, tenant({ ExternalUserExpirationRequired: true, ExternalUserExpireInDays: 30 })),
    ).toMatchObject({ verdict: 'pass' })
  })

  it.each([
    ['later', true, 31],
    ['never', false, 30],
  ])('fails when it ends %s', (_, ExternalUserExpirationRequired, ExternalUserExpireInDays) => {
    expect(judge(control, tenant({ ExternalUserExpirationRequired, ExternalUserExpireInDays }))).toMatchObject({
      verdict: 'fail',
    })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, tenant({}))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })

  it('is not assessed when nothing was read', () => {
    expect(judge(control, {})).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
