import { defineControl } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { highlyPrivilegedRolesOf } from '../../privileged-roles.js'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { roleDefinitions } from '../../resources/role-definitions.js'
import { gapsInGrants, gapsToRoles } from './gaps.js'
import { asksForMfa, STRENGTH } from './grants.js'
import { judgeByOnePolicy } from './reasoning.js'

export const adminMfa = defineControl({
  id: 'entra-admin-mfa',
  title: 'Administrators need a second factor everywhere',
  area: 'Entra ID',
  severity: 'critical',
  rationale: 'With the password of an administrator alone, somebody else owns the tenant.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Create a Conditional Access policy for the privileged directory roles and all resources.',
      'Under Grant choose Require multifactor authentication, and no other control beside it.',
      'Leave out the emergency accounts, and turn the policy on.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-old-require-mfa-admin',
    impact: 'Administrators who have registered no second factor are asked to do so at their next sign-in.',
  },
  needs: { policies: conditionalAccessPolicies },
  wants: { roles: roleDefinitions },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate: ({ policies, roles }, { exclusions }) => {
    const gapsToAdministrators = gapsToRoles(highlyPrivilegedRolesOf(roles))
    return judgeByOnePolicy({
      policies,
      exclusions,
      effect: 'demands a second factor',
      audience: 'of all highly privileged roles',
      hasEffect: asksForMfa,
      gaps: (policy, allowed) => [...gapsToAdministrators(policy, allowed), ...gapsInGrants(policy, ['mfa', STRENGTH])],
      decidedBy: ['conditions.users.includeRoles', 'grantControls.builtInControls'],
    })
  },
})
