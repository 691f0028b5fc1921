import { defineControl } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { blocks } from './grants.js'
import { judgeByOnePolicy } from './reasoning.js'

export const unknownPlatforms = defineControl({
  id: 'entra-ca-unknown-platforms',
  title: 'Devices of unknown kinds are kept out',
  area: 'Entra ID',
  severity: 'medium',
  rationale:
    'Policies for known platforms do not apply to what hides its platform, so that hiding it would be a way around them.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Create a Conditional Access policy for all users and all resources, without the emergency accounts.',
      'Under Conditions › Device platforms include any device, and leave out the platforms in use.',
      'Under Grant choose Block access, let the policy report for a week, and turn it on.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-device-unknown-unsupported',
    impact: 'Rare devices, and programs that send no or a made-up name, cannot sign in.',
  },
  needs: { policies: conditionalAccessPolicies },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate: ({ policies }, { exclusions }) =>
    judgeByOnePolicy({
      policies,
      exclusions,
      effect: 'blocks unknown platforms',
      hasEffect: (policy) =>
        blocks(policy) &&
        policy.conditions.platforms?.includePlatforms.includes('all') === true &&
        policy.conditions.platforms.excludePlatforms.length > 0,
      named: ['platforms'],
      decidedBy: ['conditions.platforms', 'grantControls.builtInControls'],
    }),
})
