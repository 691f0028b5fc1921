import { defineControl } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { blocks } from './grants.js'
import { judgeByOnePolicy } from './reasoning.js'
import { membersOf } from './wording.js'

export const insiderRisk = defineControl({
  id: 'entra-ca-insider-risk',
  title: 'People who seem about to carry data away are kept out',
  area: 'Entra ID',
  severity: 'medium',
  rationale:
    'People who leave in anger copy what they can reach in their last days; adaptive protection notices, a policy acts.',
  licence: 'E5',
  remediation: {
    steps: [
      'Turn adaptive protection on in Microsoft Purview, and agree with the works council where there is one.',
      'Create a Conditional Access policy for all users and all resources, without the emergency accounts.',
      'Under Conditions › Insider risk choose Elevated, block access, and let the policy report first.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-risk-based-insider-block',
    impact: 'People at elevated insider risk cannot work until somebody has looked into it.',
  },
  needs: { policies: conditionalAccessPolicies },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate: ({ policies }, { exclusions }) =>
    judgeByOnePolicy({
      policies,
      exclusions,
      effect: 'blocks people at elevated insider risk',
      hasEffect: (policy) => blocks(policy) && membersOf(policy.conditions.insiderRiskLevels).includes('elevated'),
      named: ['insiderRiskLevels'],
      decidedBy: ['conditions.insiderRiskLevels', 'grantControls.builtInControls'],
    }),
})
