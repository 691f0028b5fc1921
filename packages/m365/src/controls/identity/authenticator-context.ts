import { defineControl, notApplicable } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { authenticationMethodsPolicy } from '../../resources/authentication-methods-policy.js'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { judgePhishingResistanceForEveryone } from '../conditional-access/mfa-phish-resistant-all.js'
import { isForAll, methodMissing, methodOf, sayFeature } from './methods.js'
import { judgeSettings } from '../settings.js'

const METHOD = 'MicrosoftAuthenticator'

export const authenticatorShowsContext = defineControl({
  id: 'entra-authenticator-context',
  title: 'Authenticator shows which app asks, and from where',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'Whoever sees a foreign place does not approve by habit.',
  remediation: {
    steps: [
      'Open Protection › Authentication methods › Policies of the Microsoft Entra admin center.',
      'Open Microsoft Authenticator › Configure.',
      'Show application name and geographic location to all users, and do not allow its codes.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/authentication/how-to-mfa-additional-context',
    impact: 'People see a map in the notification.',
  },
  needs: { methods: authenticationMethodsPolicy },
  wants: { policies: conditionalAccessPolicies },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate({ methods, policies }, { exclusions }) {
    const method = methodOf(methods, METHOD)
    if (!method) return methodMissing(METHOD)
    if (method.state !== 'enabled') return notApplicable('Authenticator is not a method here.')
    if (policies && judgePhishingResistanceForEveryone(policies, exclusions).verdict === 'pass') {
      return notApplicable('Everyone signs in with a method that cannot be phished.')
    }
    const { displayAppInformationRequiredState: app, displayLocationInformationRequiredState: place } =
      method.featureSettings ?? {}
    const codes = method.isSoftwareOathEnabled
    return judgeSettings(
      [
        {
          property: 'displayAppInformationRequiredState',
          value: sayFeature(app),
          expected: 'enabled for all_users',
          ok: isForAll(app),
        },
        {
          property: 'displayLocationInformationRequiredState',
          value: sayFeature(place),
          expected: 'enabled for all_users',
          ok: isForAll(place),
        },
        { property: 'isSoftwareOathEnabled', value: codes, expected: 'false', ok: codes === false },
      ],
      'Authenticator shows everyone which app asks, and from where.',
      'Authenticator does not show everyone which app asks, and from where.',
    )
  },
})
