import { describe, expect, it } from 'vitest'
import { authenticationMethods, forAll } from '../../../test/authentication-methods-sample.js'
import { conditionalAccessPolicy } from '../../../test/conditional-access-sample.js'
import { judge } from '../../../test/judge.js'
import { authenticatorShowsContext as control } from './authenticator-context.js'

const authenticator = (changes: object = {}, features: object = {}) => ({
  id: 'MicrosoftAuthenticator',
  state: 'enabled',
  isSoftwareOathEnabled: false,
  featureSettings: {
    displayAppInformationRequiredState: forAll,
    displayLocationInformationRequiredState: forAll,
    ...features,
  },
  ...changes,
})

describe(control.title, () => {
  it('passes when both are shown to everyone and codes are off', () => {
    expect(judge(control, authenticationMethods([authenticator()]))).toMatchObject({ verdict: 'pass' })
  })

  it.each<[string, object]>([
    [
      'the app is not shown',
      authenticator({}, { displayAppInformationRequiredState: { ...forAll, state: 'disabled' } }),
    ],
    [
      'the place is left to Microsoft',
      authenticator({}, { displayLocationInformationRequiredState: { ...forAll, state: 'default' } }),
    ],
    [
      'the place is shown to some',
      authenticator(
        {},
        { displayLocationInformationRequiredState: { state: 'enabled', includeTarget: { id: 'sales' } } },
      ),
    ],
    ['codes are on', authenticator({ isSoftwareOathEnabled: true })],
  ])('fails when %s', (_, method) => {
    expect(judge(control, authenticationMethods([method]))).toMatchObject({ verdict: 'fail' })
  })

  it('does not apply when Authenticator is no method here', () => {
    expect(judge(control, authenticationMethods([authenticator({ state: 'disabled' })]))).toMatchObject({
      verdict: 'notApplicable',
    })
  })

  it('does not apply where everyone signs in with a method that cannot be phished', () => {
    const policy = conditionalAccessPolicy({
      grantControls: {
        operator: 'OR',
        builtInControls: [],
        authenticationStrength: { allowedCombinations: ['fido2'] },
      },
    })
    const snapshot = {
      ...authenticationMethods([authenticator({ isSoftwareOathEnabled: true })]),
      '/identity/conditionalAccess/policies': [policy],
    }
    expect(judge(control, snapshot)).toMatchObject({ verdict: 'notApplicable' })
  })

  it('is not assessed when the method is not among what came', () => {
    expect(judge(control, authenticationMethods())).toMatchObject({ verdict: 'notAssessed', cause: 'notRead' })
  })
})
