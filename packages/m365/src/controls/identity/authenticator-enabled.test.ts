import { describe, expect, it } from 'vitest'
import { authenticationMethods } from '../../../test/authentication-methods-sample.js'
import { judge } from '../../../test/judge.js'
import { authenticatorOn as control } from './authenticator-enabled.js'

const authenticator = (state: string) => authenticationMethods([{ id: 'MicrosoftAuthenticator', state }])

describe(control.title, () => {
  it('passes when it is on', () => {
    expect(judge(control, authenticator('enabled'))).toMatchObject({ verdict: 'pass' })
  })

  it('fails when it is off', () => {
    expect(judge(control, authenticator('disabled'))).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when the method is not among what came', () => {
    expect(judge(control, authenticationMethods())).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
