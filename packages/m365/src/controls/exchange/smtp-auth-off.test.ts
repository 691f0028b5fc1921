import { describe, expect, it } from 'vitest'
import { judge } from '../../../test/judge.js'
import { smtpSignInOff as control } from './smtp-auth-off.js'

const config = (...list: object[]) => ({ 'exo:Get-TransportConfig': list })

describe(control.title, () => {
  it('passes when it is off', () => {
    expect(judge(control, config({ SmtpClientAuthenticationDisabled: true }))).toMatchObject({ verdict: 'pass' })
  })

  it('fails when it is on', () => {
    expect(judge(control, config({ SmtpClientAuthenticationDisabled: false }))).toMatchObject({ verdict: 'fail' })
  })

  it.each([[[]], [[{}]]])('is not assessed when %j came', (list) => {
    expect(judge(control, config(...list))).toMatchObject({ verdict: 'notAssessed' })
  })
})
