import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { modernSignInOn as control } from './modern-auth.js'

const organization = (...list: object[]) => ({ 'exo:Get-OrganizationConfig': list })

describe(control.title, () => {
  it('passes at true', () => {
    expect(judge(control, organization({ OAuth2ClientProfileEnabled: true }))).toMatchObject({ verdict: 'pass' })
  })

  it('fails at false, and shows it', () => {
    expect(judge(control, organization({ OAuth2ClientProfileEnabled: false }))).toMatchObject({
      verdict: 'fail',
      evidence: [{ property: 'OAuth2ClientProfileEnabled', ok: false }],
    })
  })

  it.each([[[]], [[{}]]])('is not assessed when %j came', (list) => {
    expect(judge(control, organization(...list))).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
