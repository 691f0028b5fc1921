import { defineControl } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies, type ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { asksForMfa, blocks } from './grants.js'
import { withRiskDetection } from './licence.js'
import { isEnforced } from './policy.js'
import { judgeByOnePolicy } from './reasoning.js'

export const highSignInRiskBlocked = defineControl({
  id: 'entra-high-signin-risk-blocked',
  title: 'Sign-ins that are probably an attack are refused',
  area: 'Entra ID',
  severity: 'critical',
  rationale:
    'At high sign-in risk somebody else is probably at the keyboard, and every further question is only another try for them.',
  licence: 'Entra ID P2',
  remediation: {
    steps: [
      'Create a Conditional Access policy for all users and all resources, without the emergency accounts.',
      'Under Conditions › Sign-in risk choose High, and under Grant choose Block access.',
      'Let it report for a week, look at whom it would have kept out, and turn it on.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-risk-based-sign-in',
    impact: 'People who travel or use an anonymous network may be refused until they sign in from a usual place.',
  },
  needs: { policies: conditionalAccessPolicies, skus: subscribedSkus },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate({ policies, skus }, { exclusions }) {
    const judged = judgeByOnePolicy({
      policies,
      exclusions,
      effect: 'blocks sign-ins at high risk',
      hasEffect: (policy) => blocks(policy) && policy.conditions.signInRiskLevels.includes('high'),
      named: ['signInRiskLevels'],
      decidedBy: ['conditions.signInRiskLevels', 'grantControls.builtInControls'],
    })
    const warnings = judged.verdict === 'fail' || policies.some(answersMediumRisk) ? [] : [MEDIUM_RISK]
    return withRiskDetection(skus, { ...judged, warnings: [...judged.warnings, ...warnings] })
  },
})

const MEDIUM_RISK = 'No policy blocks sign-ins at medium risk or asks them for a second factor.'

function answersMediumRisk(policy: ConditionalAccessPolicy): boolean {
  return (
    isEnforced(policy) &&
    policy.conditions.signInRiskLevels.includes('medium') &&
    (blocks(policy) || asksForMfa(policy))
  )
}
