import { defineControl } from '@tenantry/core'
import { authorizationPolicy } from '../../resources/authorization-policy.js'
import { judgeSettings } from '../settings.js'

export const appRegistrationByAdministrators = defineControl({
  id: 'entra-app-registration-admins-only',
  title: 'Only administrators register applications',
  area: 'Entra ID',
  severity: 'high',
  rationale: 'An application that anyone may register is a door that anyone may build.',
  remediation: {
    steps: [
      'Open Users › User settings of the Microsoft Entra admin center.',
      'Set Users can register applications to No.',
    ],
    link: 'https://learn.microsoft.com/entra/fundamentals/users-default-permissions',
    impact: 'Developers ask for a registration, or get the role Application Developer.',
  },
  needs: { policies: authorizationPolicy },
  evaluate: ({ policies }) =>
    judgeSettings(
      policies.map((policy) => {
        const value = policy.defaultUserRolePermissions?.allowedToCreateApps
        return {
          property: 'defaultUserRolePermissions.allowedToCreateApps',
          value,
          expected: 'false',
          ok: value === false,
        }
      }),
      'Only administrators register applications.',
      'Everyone can register applications.',
    ),
})
