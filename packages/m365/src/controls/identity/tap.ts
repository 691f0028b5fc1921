import { defineControl } from '@tenantry/core'
import { authenticationMethodsPolicy } from '../../resources/authentication-methods-policy.js'
import { methodMissing, methodOf } from './methods.js'
import { judgeSettings } from '../settings.js'

export const passesWorkOnce = defineControl({
  id: 'entra-tap',
  title: 'A Temporary Access Pass works once',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'With a pass people get their first passkey without a password; one that works twice is a password.',
  remediation: {
    steps: [
      'Open Protection › Authentication methods › Policies of the Microsoft Entra admin center.',
      'Enable Temporary Access Pass, and require one-time use.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/authentication/howto-authentication-temporary-access-pass',
    impact: 'Support hands out a new pass for each attempt.',
  },
  needs: { methods: authenticationMethodsPolicy },
  evaluate({ methods }) {
    const method = methodOf(methods, 'TemporaryAccessPass')
    if (!method) return methodMissing('TemporaryAccessPass')
    return judgeSettings(
      [
        { property: 'state', value: method.state, expected: 'enabled', ok: method.state === 'enabled' },
        { property: 'isUsableOnce', value: method.isUsableOnce, expected: 'true', ok: method.isUsableOnce === true },
      ],
      'A Temporary Access Pass works once.',
      'A Temporary Access Pass is off, or works more than once.',
    )
  },
})
