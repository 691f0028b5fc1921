import { defineControl } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { blocks } from './grants.js'
import { judgeByOnePolicy } from './reasoning.js'
import { membersOf } from './wording.js'

export const deviceCodeBlocked = defineControl({
  id: 'entra-device-code-blocked',
  title: 'Signing in on another device by a code is blocked',
  area: 'Entra ID',
  severity: 'high',
  rationale: 'Attackers send people a code and let them sign the attacker in on the real page, second factor and all.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Look in the sign-in logs, by authentication protocol, who really uses device codes.',
      'Create a Conditional Access policy for all users and all resources, without the emergency accounts.',
      'Under Conditions › Authentication flows choose Device code flow, and under Grant choose Block access.',
      'Leave out the few devices that need it, such as those of meeting rooms, and turn the policy on.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-block-authentication-flows',
    impact: 'Devices without a keyboard and some command line tools can no longer sign in by a code.',
  },
  needs: { policies: conditionalAccessPolicies },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate: ({ policies }, { exclusions }) =>
    judgeByOnePolicy({
      policies,
      exclusions,
      effect: 'blocks device codes',
      hasEffect: (policy) =>
        blocks(policy) && membersOf(policy.conditions.authenticationFlows?.transferMethods).includes('deviceCodeFlow'),
      named: ['authenticationFlows'],
      decidedBy: ['conditions.authenticationFlows.transferMethods', 'grantControls.builtInControls'],
    }),
})
