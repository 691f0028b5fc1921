import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { anyoneLinksExpire as control } from './anyone-link-expiry.js'

const tenant = (settings: object) => ({ 'spo:SPO.Tenant': settings })

describe(control.title, () => {
  it.each([1, 30])('passes at %i days', (RequireAnonymousLinksExpireInDays) => {
    expect(judge(control, tenant({ SharingCapability: 2, RequireAnonymousLinksExpireInDays }))).toMatchObject({
      verdict: 'pass',
    })
  })

  it.each([-1, 0, 31])('fails at %i days', (RequireAnonymousLinksExpireInDays) => {
    expect(judge(control, tenant({ SharingCapability: 2, RequireAnonymousLinksExpireInDays }))).toMatchObject({
      verdict: 'fail',
    })
  })

  it.each([0, 1, 3])('does not apply where sharing is %i, since there are no such links', (SharingCapability) => {
    expect(judge(control, tenant({ SharingCapability, RequireAnonymousLinksExpireInDays: 0 }))).toMatchObject({
      verdict: 'notApplicable',
    })
  })

  it('is not assessed when the number of days is not among what came, whatever is shared', () => {
    expect(judge(control, tenant({ SharingCapability: 0 }))).toMatchObject({ verdict: 'notAssessed' })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, tenant({}))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })

  it('is not assessed when nothing was read', () => {
    expect(judge(control, {})).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
