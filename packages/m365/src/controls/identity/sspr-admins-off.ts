import { defineControl } from '@tenantry/core'
import { authorizationPolicy } from '../../resources/authorization-policy.js'
import { judgeSettings } from '../settings.js'

export const administratorsResetNothing = defineControl({
  id: 'entra-sspr-admins-off',
  title: 'Administrators do not reset their own password',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'Whoever holds the telephone of an administrator could otherwise become one.',
  remediation: {
    steps: ['Run Update-MgPolicyAuthorizationPolicy with allowedToUseSSPR set to false.'],
    link: 'https://learn.microsoft.com/entra/identity/authentication/concept-sspr-policy',
    impact: 'Administrators ask a colleague.',
  },
  needs: { policies: authorizationPolicy },
  evaluate: ({ policies }) =>
    judgeSettings(
      policies.map((policy) => {
        const value = policy.allowedToUseSSPR
        return { property: 'allowedToUseSSPR', value, expected: 'false', ok: value === false }
      }),
      'Administrators do not reset their own password.',
      'Administrators can reset their own password.',
    ),
})
