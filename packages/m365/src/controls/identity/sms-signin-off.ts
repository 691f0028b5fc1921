import { defineControl } from '@tenantry/core'
import { authenticationMethodsPolicy } from '../../resources/authentication-methods-policy.js'
import { methodMissing, methodOf } from './methods.js'
import { judgeSettings } from '../settings.js'

export const smsSignInOff = defineControl({
  id: 'entra-sms-signin-off',
  title: 'Nobody signs in by SMS alone',
  area: 'Entra ID',
  severity: 'high',
  rationale: 'Whoever takes over the number would be in without a password.',
  remediation: {
    steps: [
      'Open Protection › Authentication methods › Policies of the Microsoft Entra admin center.',
      'Open SMS, and clear Use for sign-in for every group; or switch SMS off.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/authentication/howto-authentication-sms-signin',
    impact: 'People who signed in this way need another method.',
  },
  needs: { methods: authenticationMethodsPolicy },
  evaluate({ methods }) {
    const method = methodOf(methods, 'Sms')
    if (!method) return methodMissing('Sms')
    const open = (method.includeTargets ?? []).filter(({ isUsableForSignIn }) => isUsableForSignIn !== false)
    const off = method.state === 'disabled' || open.length === 0
    return judgeSettings(
      [
        {
          property: 'isUsableForSignIn',
          value: method.state === 'disabled' ? 'disabled' : open.map(({ id }) => id ?? 'a group'),
          expected: 'false for every group',
          ok: off,
        },
      ],
      'Nobody signs in by SMS alone.',
      'People can sign in by SMS alone.',
    )
  },
})
