import { defineControl } from '@tenantry/core'
import { authenticationMethodsPolicy } from '../../resources/authentication-methods-policy.js'
import { methodMissing, methodOf, sayFeature } from './methods.js'
import { judgeSettings } from '../settings.js'

export const companionAppsOff = defineControl({
  id: 'entra-authenticator-lite-off',
  title: 'Outlook does not stand in for Authenticator',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'In Outlook the notification shows less, so that people approve by habit.',
  remediation: {
    steps: [
      'Open Protection › Authentication methods › Policies of the Microsoft Entra admin center.',
      'Open Microsoft Authenticator › Configure, and disable companion applications.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/authentication/how-to-mfa-authenticator-lite',
    impact: 'People install Authenticator.',
  },
  needs: { methods: authenticationMethodsPolicy },
  evaluate({ methods }) {
    const method = methodOf(methods, 'MicrosoftAuthenticator')
    if (!method) return methodMissing('MicrosoftAuthenticator')
    const feature = method.featureSettings?.companionAppAllowedState
    return judgeSettings(
      [
        {
          property: 'companionAppAllowedState',
          value: sayFeature(feature),
          expected: 'disabled',
          ok: feature?.state === 'disabled',
        },
      ],
      'Outlook does not stand in for Authenticator.',
      'Outlook stands in for Authenticator.',
    )
  },
})
