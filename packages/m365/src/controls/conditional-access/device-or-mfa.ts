import { defineControl } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { highlyPrivilegedRolesOf } from '../../privileged-roles.js'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { roleDefinitions } from '../../resources/role-definitions.js'
import { gapsInGrants, gapsToEveryone, gapsToRoles } from './gaps.js'
import { asksFor, asksForMfa, STRENGTH } from './grants.js'
import { judgeByOnePolicy } from './reasoning.js'

const DEVICES = ['compliantDevice', 'domainJoinedDevice']

export const deviceOrMfa = defineControl({
  id: 'entra-ca-device-or-mfa',
  title: 'Signing in requires a managed device or a second factor',
  area: 'Entra ID',
  severity: 'high',
  rationale: 'One of the two is the least that stands between a stolen password and the data.',
  licence: 'Entra ID P1 + Intune',
  remediation: {
    steps: [
      'Create a Conditional Access policy for all users, or at least for the privileged roles, and all resources.',
      'Under Grant choose multifactor authentication, a compliant device, and a hybrid joined device, one of them enough.',
      'Leave out the emergency accounts, and turn the policy on.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-alt-all-users-compliant-hybrid-or-mfa',
    impact: 'People at devices that nobody manages are asked for a second factor.',
  },
  needs: { policies: conditionalAccessPolicies },
  wants: { roles: roleDefinitions },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate: ({ policies, roles }, { exclusions }) => {
    const gapsToAdministrators = gapsToRoles(highlyPrivilegedRolesOf(roles))
    return judgeByOnePolicy({
      policies,
      exclusions,
      effect: 'demands a managed device or a second factor',
      audience: 'of everyone, or of all highly privileged roles',
      hasEffect: (policy) => asksForMfa(policy) || DEVICES.some((control) => asksFor(policy, control)),
      gaps: (policy, allowed) => {
        const named = (policy.conditions.users?.includeRoles.length ?? 0) > 0
        const reach = named ? gapsToAdministrators(policy, allowed) : gapsToEveryone(policy, allowed)
        return [...reach, ...gapsInGrants(policy, [...DEVICES, 'mfa', STRENGTH])]
      },
      decidedBy: ['grantControls.operator', 'grantControls.builtInControls'],
    })
  },
})
