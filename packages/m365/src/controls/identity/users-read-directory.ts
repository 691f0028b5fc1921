import { defineControl } from '@tenantry/core'
import { authorizationPolicy } from '../../resources/authorization-policy.js'
import { judgeSettings } from '../settings.js'

export const membersReadDirectory = defineControl({
  id: 'entra-users-read-directory',
  title: 'Members can read the directory',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'Switching this off breaks Teams, Planner and most apps, and hides little from an attacker.',
  remediation: {
    steps: ['Run Update-MgPolicyAuthorizationPolicy with allowedToReadOtherUsers set to true.'],
    link: 'https://learn.microsoft.com/entra/fundamentals/users-default-permissions',
    impact: 'None.',
  },
  needs: { policies: authorizationPolicy },
  evaluate: ({ policies }) =>
    judgeSettings(
      policies.map((policy) => {
        const value = policy.defaultUserRolePermissions?.allowedToReadOtherUsers
        return {
          property: 'defaultUserRolePermissions.allowedToReadOtherUsers',
          value,
          expected: 'true',
          ok: value === true,
        }
      }),
      'Members can read the directory.',
      'Members cannot read the directory, which breaks apps.',
    ),
})
