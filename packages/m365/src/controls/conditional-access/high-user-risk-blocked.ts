import { defineControl } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies, type ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { asksFor, asksForMfa, blocks } from './grants.js'
import { withRiskDetection } from './licence.js'
import { isEnforced, nameOf } from './policy.js'
import { judgeByOnePolicy } from './reasoning.js'

export const highUserRiskBlocked = defineControl({
  id: 'entra-high-user-risk-blocked',
  title: 'People whose account is probably stolen are kept out',
  area: 'Entra ID',
  severity: 'critical',
  rationale:
    'High user risk means that the password is likely in foreign hands; whoever has it must not get any further.',
  licence: 'Entra ID P2',
  remediation: {
    steps: [
      'Look under Identity Protection who is at high risk now, and settle those cases first.',
      'Create a Conditional Access policy for all users and all resources, without the emergency accounts.',
      'Under Conditions › User risk choose High, and under Grant choose Block access.',
      'Turn the policy on, and agree who resets the passwords of people it keeps out.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-risk-based-user',
    impact: 'People at high risk cannot work until an administrator has reset their password or dismissed the risk.',
  },
  needs: { policies: conditionalAccessPolicies, skus: subscribedSkus },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate({ policies, skus }, { exclusions }) {
    const judged = judgeByOnePolicy({
      policies,
      exclusions,
      effect: 'blocks people at high risk',
      hasEffect: (policy) => blocks(policy) && atHighRisk(policy),
      named: ['userRiskLevels'],
      decidedBy: ['conditions.userRiskLevels', 'grantControls.builtInControls'],
    })
    const milder = judged.verdict === 'pass' ? [] : policies.filter(asksForNewPassword).map(mildness)
    return withRiskDetection(skus, { ...judged, warnings: [...judged.warnings, ...milder] })
  },
})

function atHighRisk({ conditions }: ConditionalAccessPolicy): boolean {
  return conditions.userRiskLevels.includes('high')
}

function asksForNewPassword(policy: ConditionalAccessPolicy): boolean {
  return isEnforced(policy) && atHighRisk(policy) && asksForMfa(policy) && asksFor(policy, 'passwordChange')
}

function mildness(policy: ConditionalAccessPolicy): string {
  return `${nameOf(policy)} lets people at high risk help themselves with a second factor and a new password, which is milder than blocking.`
}
