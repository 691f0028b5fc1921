import { defineControl } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { blocks } from './grants.js'
import { judgeByOnePolicy } from './reasoning.js'

const LEVELS = ['high', 'medium']

export const mediumSignInRiskBlocked = defineControl({
  id: 'entra-medium-signin-risk-blocked',
  title: 'Sign-ins are refused from medium risk on',
  area: 'Entra ID',
  severity: 'high',
  rationale: 'Many real attacks are only rated medium, because attackers hide behind addresses near their victim.',
  licence: 'Entra ID P2',
  remediation: {
    steps: [
      'Open the Conditional Access policy that blocks sign-ins at high risk.',
      'Under Conditions › Sign-in risk also choose Medium.',
      'Look in the sign-in logs whom it would keep out before you save.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-risk-based-sign-in',
    impact: 'More sign-ins from unusual places are refused; the help desk hears of it on the first days.',
  },
  needs: { policies: conditionalAccessPolicies },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate: ({ policies }, { exclusions }) =>
    judgeByOnePolicy({
      policies,
      exclusions,
      effect: 'blocks sign-ins at medium and at high risk',
      hasEffect: (policy) =>
        blocks(policy) && LEVELS.every((level) => policy.conditions.signInRiskLevels.includes(level)),
      named: ['signInRiskLevels'],
      decidedBy: ['conditions.signInRiskLevels', 'grantControls.builtInControls'],
    }),
})
