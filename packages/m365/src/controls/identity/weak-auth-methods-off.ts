import { defineControl } from '@tenantry/core'
import { authenticationMethodsPolicy } from '../../resources/authentication-methods-policy.js'
import { methodOf } from './methods.js'
import { judgeSettings } from '../settings.js'

const WEAK = ['Sms', 'Voice', 'Email']

export const weakMethodsOff = defineControl({
  id: 'entra-weak-auth-methods-off',
  title: 'Codes by SMS, call and e-mail are off',
  area: 'Entra ID',
  severity: 'high',
  rationale: 'A code can be read over a shoulder, forwarded, or taken over with the telephone number.',
  remediation: {
    steps: [
      'Have people register Authenticator or a passkey first.',
      'Open Protection › Authentication methods › Policies of the Microsoft Entra admin center.',
      'Switch off SMS, Voice call and Email OTP.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-methods-manage',
    impact: 'People who have registered nothing else cannot sign in.',
  },
  needs: { methods: authenticationMethodsPolicy },
  evaluate: ({ methods }) =>
    judgeSettings(
      WEAK.map((id) => {
        const value = methodOf(methods, id)?.state
        return { object: id, id, property: 'state', value, expected: 'disabled', ok: value === 'disabled' }
      }),
      'Codes by SMS, call and e-mail are off.',
      `Weak methods are on: ${WEAK.filter((id) => methodOf(methods, id)?.state !== 'disabled').join(', ')}.`,
    ),
})
