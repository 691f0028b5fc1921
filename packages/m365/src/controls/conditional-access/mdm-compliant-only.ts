import { defineControl } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { gapsInGrants, gapsToEveryone } from './gaps.js'
import { asksFor } from './grants.js'
import { judgeByOnePolicy } from './reasoning.js'

export const mdmCompliantOnly = defineControl({
  id: 'entra-ca-mdm-compliant-only',
  title: 'Only compliant devices get in',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'A compliant device is patched, encrypted and watched; any other may already belong to somebody else.',
  licence: 'Entra ID P1 + Intune',
  remediation: {
    steps: [
      'Set compliance policies in Intune for each platform in use.',
      'Create a Conditional Access policy for all users and all resources, without the emergency accounts.',
      'Under Grant choose Require device to be marked as compliant, with no other control that is enough by itself.',
      'Let it report for some weeks, and turn it on.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-device-compliance',
    impact: 'Private devices, guests, and devices that fall out of compliance lose access at once.',
  },
  needs: { policies: conditionalAccessPolicies },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate: ({ policies }, { exclusions }) =>
    judgeByOnePolicy({
      policies,
      exclusions,
      effect: 'demands a compliant device',
      audience: 'of everyone',
      hasEffect: (policy) => asksFor(policy, 'compliantDevice'),
      gaps: (policy, allowed) => [...gapsToEveryone(policy, allowed), ...gapsInGrants(policy, ['compliantDevice'])],
      decidedBy: ['grantControls.operator', 'grantControls.builtInControls'],
    }),
})
