import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { codesAskedAgain as control } from './verification-code-reauth.js'

const tenant = (settings: object) => ({ 'spo:SPO.Tenant': settings })

describe(control.title, () => {
  const codes = (EmailAttestationRequired: boolean, EmailAttestationReAuthDays: number, SharingCapability = 2) =>
    tenant({ SharingCapability, EmailAttestationRequired, EmailAttestationReAuthDays })

  it('passes within 30 days, without a word within 15', () => {
    expect(judge(control, codes(true, 15))).toMatchObject({ verdict: 'pass', warnings: [] })
    expect(judge(control, codes(true, 30))).toMatchObject({
      verdict: 'pass',
      warnings: [expect.stringContaining('15')],
    })
  })

  it('fails after 30 days, and when nobody is asked again', () => {
    expect(judge(control, codes(true, 31))).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('31 days'),
    })
    expect(judge(control, codes(false, 15))).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('never'),
    })
  })

  it('does not apply where nothing is shared, and does with existing guests', () => {
    expect(judge(control, codes(false, 31, 0))).toMatchObject({ verdict: 'notApplicable' })
    expect(judge(control, codes(false, 31, 3))).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when the setting is not among what came', () => {
    expect(judge(control, tenant({}))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })

  it('is not assessed when nothing was read', () => {
    expect(judge(control, {})).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
