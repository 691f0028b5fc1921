import { defineControl } from '@tenantry/core'
import { authenticationMethodsPolicy } from '../../resources/authentication-methods-policy.js'
import { judgeSettings } from '../settings.js'

export const safestMethodFirst = defineControl({
  id: 'entra-system-preferred-mfa',
  title: 'People are asked for their safest method first',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'Whoever has a passkey and a code should not be asked for the code.',
  remediation: {
    steps: [
      'Open Protection › Authentication methods › Settings of the Microsoft Entra admin center.',
      'Enable system-preferred multifactor authentication for all users.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/authentication/concept-system-preferred-multifactor-authentication',
    impact: 'People see another method first.',
  },
  needs: { methods: authenticationMethodsPolicy },
  evaluate({ methods: { systemCredentialPreferences: settings } }) {
    const state = settings?.state
    const all = settings?.includeTargets?.some(({ id }) => id === 'all_users') === true
    return judgeSettings(
      [
        {
          property: 'systemCredentialPreferences',
          value: state && `${state}${all ? ' for all_users' : ' for some'}`,
          expected: 'enabled for all_users',
          ok: (state === 'enabled' || state === 'default') && all,
        },
      ],
      'People are asked for their safest method first.',
      'Not everyone is asked for their safest method first.',
    )
  },
})
