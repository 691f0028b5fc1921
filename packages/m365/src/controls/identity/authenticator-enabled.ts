import { defineControl } from '@tenantry/core'
import { authenticationMethodsPolicy } from '../../resources/authentication-methods-policy.js'
import { methodMissing, methodOf } from './methods.js'
import { judgeSettings } from '../settings.js'

export const authenticatorOn = defineControl({
  id: 'entra-authenticator-enabled',
  title: 'Authenticator can be used',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'Of the methods that everyone has at hand, it is the safest.',
  remediation: {
    steps: [
      'Open Protection › Authentication methods › Policies of the Microsoft Entra admin center.',
      'Enable Microsoft Authenticator.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-methods-manage',
    impact: 'None.',
  },
  needs: { methods: authenticationMethodsPolicy },
  evaluate({ methods }) {
    const method = methodOf(methods, 'MicrosoftAuthenticator')
    if (!method) return methodMissing('MicrosoftAuthenticator')
    return judgeSettings(
      [{ property: 'state', value: method.state, expected: 'enabled', ok: method.state === 'enabled' }],
      'Authenticator can be used.',
      'Authenticator cannot be used.',
    )
  },
})
