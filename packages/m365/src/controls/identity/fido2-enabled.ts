import { defineControl } from '@tenantry/core'
import { authenticationMethodsPolicy } from '../../resources/authentication-methods-policy.js'
import { methodMissing, methodOf } from './methods.js'
import { judgeSettings } from '../settings.js'

export const passkeysOn = defineControl({
  id: 'entra-fido2-enabled',
  title: 'Passkeys can be used',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'A passkey works for the real page alone, so that there is nothing to phish.',
  remediation: {
    steps: [
      'Open Protection › Authentication methods › Policies of the Microsoft Entra admin center.',
      'Enable Passkey (FIDO2), and let people set one up by themselves.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/authentication/how-to-enable-passkey-fido2',
    impact: 'None.',
  },
  needs: { methods: authenticationMethodsPolicy },
  evaluate({ methods }) {
    const method = methodOf(methods, 'Fido2')
    if (!method) return methodMissing('Fido2')
    const self = method.isSelfServiceRegistrationAllowed
    return judgeSettings(
      [
        { property: 'state', value: method.state, expected: 'enabled', ok: method.state === 'enabled' },
        { property: 'isSelfServiceRegistrationAllowed', value: self, expected: 'true', ok: self === true },
      ],
      'People can set up and use passkeys.',
      'People cannot set up and use passkeys.',
    )
  },
})
