import { defineControl } from '@tenantry/core'
import { authorizationPolicy } from '../../resources/authorization-policy.js'
import { judgeSettings } from '../settings.js'

export const tenantCreationOff = defineControl({
  id: 'entra-tenant-creation-off',
  title: 'Only administrators create tenants',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'A tenant that somebody made on the side is watched by nobody.',
  remediation: {
    steps: [
      'Open Users › User settings of the Microsoft Entra admin center.',
      'Set Restrict non-admin users from creating tenants to Yes.',
    ],
    link: 'https://learn.microsoft.com/entra/fundamentals/users-default-permissions',
    impact: 'Others ask for a test tenant.',
  },
  needs: { policies: authorizationPolicy },
  evaluate: ({ policies }) =>
    judgeSettings(
      policies.map((policy) => {
        const value = policy.defaultUserRolePermissions?.allowedToCreateTenants
        return {
          property: 'defaultUserRolePermissions.allowedToCreateTenants',
          value,
          expected: 'false',
          ok: value === false,
        }
      }),
      'Only administrators create tenants.',
      'Everyone can create tenants.',
    ),
})
