import { defineControl } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { highlyPrivilegedRolesOf } from '../../privileged-roles.js'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { roleDefinitions } from '../../resources/role-definitions.js'
import { cautionsInGrants, gapsToRoles } from './gaps.js'
import { asksForPhishingResistance, STRENGTH } from './grants.js'
import { judgeByOnePolicy } from './reasoning.js'

export const mfaPhishResistantAdmins = defineControl({
  id: 'entra-mfa-phish-resistant-admins',
  title: 'Administrators sign in with a method that cannot be phished',
  area: 'Entra ID',
  severity: 'critical',
  rationale: 'One phished administrator is enough to lose the tenant, and ordinary second factors can be phished.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Give every administrator two security keys or passkeys, and have them registered.',
      'Create a Conditional Access policy for the highly privileged directory roles and all resources.',
      'Under Grant choose Require authentication strength › Phishing-resistant MFA.',
      'Leave out the emergency accounts only if they are guarded otherwise, and turn the policy on.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-admin-phish-resistant-mfa',
    impact: 'Administrators without a registered key are locked out of administration.',
  },
  needs: { policies: conditionalAccessPolicies },
  wants: { roles: roleDefinitions },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate: ({ policies, roles }, { exclusions }) =>
    judgeByOnePolicy({
      policies,
      exclusions,
      effect: 'demands a method that cannot be phished',
      audience: 'of all highly privileged roles',
      hasEffect: asksForPhishingResistance,
      gaps: gapsToRoles(highlyPrivilegedRolesOf(roles)),
      cautions: (policy) => cautionsInGrants(policy, [STRENGTH]),
      decidedBy: ['conditions.users.includeRoles', 'grantControls.authenticationStrength.allowedCombinations'],
    }),
})
