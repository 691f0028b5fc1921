import { defineControl } from '@tenantry/core'
import { authenticationMethodsPolicy } from '../../resources/authentication-methods-policy.js'
import { isForAll, methodMissing, methodOf, sayFeature } from './methods.js'
import { judgeSettings } from '../settings.js'

export const numbersMatched = defineControl({
  id: 'entra-number-matching',
  title: 'Authenticator asks for the number on the screen',
  area: 'Entra ID',
  severity: 'high',
  rationale: 'People who only press Approve do so at the hundredth question, too.',
  remediation: {
    steps: [
      'Open Protection › Authentication methods › Policies of the Microsoft Entra admin center.',
      'Open Microsoft Authenticator › Configure, and require number matching for all users.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/authentication/how-to-mfa-number-match',
    impact: 'People type two digits.',
  },
  needs: { methods: authenticationMethodsPolicy },
  evaluate({ methods }) {
    const method = methodOf(methods, 'MicrosoftAuthenticator')
    if (!method) return methodMissing('MicrosoftAuthenticator')
    const feature = method.featureSettings?.numberMatchingRequiredState
    // Microsoft asks for it wherever nothing else is set.
    const byDefault = feature?.state === 'default'
    return judgeSettings(
      [
        {
          property: 'numberMatchingRequiredState',
          value: sayFeature(feature),
          expected: 'enabled for all_users',
          ok: byDefault || isForAll(feature),
        },
      ],
      'Authenticator asks everyone for the number on the screen.',
      'Authenticator does not ask everyone for the number on the screen.',
      byDefault ? ['It is left to Microsoft, which asks for it today.'] : [],
    )
  },
})
