import { defineControl } from '@tenantry/core'
import { authorizationPolicy } from '../../resources/authorization-policy.js'
import { judgeSettings } from '../settings.js'

export const securityGroupCreationOff = defineControl({
  id: 'entra-security-group-creation-off',
  title: 'Only administrators create security groups',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'Groups open doors; who makes one decides who goes through.',
  remediation: {
    steps: [
      'Open Groups › General of the Microsoft Entra admin center.',
      'Set Users can create security groups to No.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/users/groups-self-service-management',
    impact: 'Others ask for a group.',
  },
  needs: { policies: authorizationPolicy },
  evaluate: ({ policies }) =>
    judgeSettings(
      policies.map((policy) => {
        const value = policy.defaultUserRolePermissions?.allowedToCreateSecurityGroups
        return {
          property: 'defaultUserRolePermissions.allowedToCreateSecurityGroups',
          value,
          expected: 'false',
          ok: value === false,
        }
      }),
      'Only administrators create security groups.',
      'Everyone can create security groups.',
    ),
})
