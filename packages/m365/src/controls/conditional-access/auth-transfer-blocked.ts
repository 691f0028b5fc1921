import { defineControl } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { blocks } from './grants.js'
import { judgeByOnePolicy } from './reasoning.js'
import { membersOf } from './wording.js'

export const authTransferBlocked = defineControl({
  id: 'entra-ca-auth-transfer-blocked',
  title: 'A sign-in cannot be handed on to a phone',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'Whoever scans the code on a screen goes on as its user, on a device that was never asked for anything.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Create a Conditional Access policy for all users and all resources, without the emergency accounts.',
      'Under Conditions › Authentication flows choose Authentication transfer, and under Grant choose Block access.',
      'Turn the policy on.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-block-authentication-flows',
    impact: 'People sign in on their phone as usual instead of scanning a code.',
  },
  needs: { policies: conditionalAccessPolicies },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate: ({ policies }, { exclusions }) =>
    judgeByOnePolicy({
      policies,
      exclusions,
      effect: 'blocks authentication transfer',
      hasEffect: (policy) =>
        blocks(policy) &&
        membersOf(policy.conditions.authenticationFlows?.transferMethods).includes('authenticationTransfer'),
      named: ['authenticationFlows'],
      decidedBy: ['conditions.authenticationFlows.transferMethods', 'grantControls.builtInControls'],
    }),
})
