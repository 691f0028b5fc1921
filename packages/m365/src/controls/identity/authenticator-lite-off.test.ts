import { describe, expect, it } from 'vitest'
import { authenticationMethods } from '../../../test/authentication-methods-sample.js'
import { judge } from '../../../test/judge.js'
import { companionAppsOff as control } from './authenticator-lite-off.js'

const companion = (state?: string) =>
  authenticationMethods([
    { id: 'MicrosoftAuthenticator', state: 'enabled', featureSettings: { companionAppAllowedState: { state } } },
  ])

describe(control.title, () => {
  it('passes when it is off', () => {
    expect(judge(control, companion('disabled'))).toMatchObject({ verdict: 'pass' })
  })

  it.each(['enabled', 'default'])('fails at %s', (state) => {
    expect(judge(control, companion(state))).toMatchObject({ verdict: 'fail' })
  })

  it('is not assessed when the feature is not among what came', () => {
    expect(judge(control, companion())).toMatchObject({ verdict: 'notAssessed' })
  })

  it('is not assessed when the method is not among what came', () => {
    expect(judge(control, authenticationMethods())).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
