import { defineControl, type Outcome } from '@tenantry/core'
import { conditionalAccessExclusions, type ConditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies, type ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'
import { cautionsInGrants } from './gaps.js'
import { asksForPhishingResistance, STRENGTH } from './grants.js'
import { judgeByOnePolicy } from './reasoning.js'

export const mfaPhishResistantAll = defineControl({
  id: 'entra-mfa-phish-resistant-all',
  title: 'Everyone signs in with a method that cannot be phished',
  area: 'Entra ID',
  severity: 'high',
  rationale:
    'Codes and approvals can be passed on to a fake page; keys, certificates and Windows Hello answer the real page alone.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Have everyone register a passkey, Windows Hello for Business, or a certificate.',
      'Create a Conditional Access policy for all users and all resources, without the emergency accounts.',
      'Under Grant choose Require authentication strength › Phishing-resistant MFA.',
      'Let it report until nobody would be refused any more, then turn it on.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-mfa-strength',
    impact: 'Whoever has registered no such method cannot sign in at all; phones and shared devices need a plan first.',
  },
  needs: { policies: conditionalAccessPolicies },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate: ({ policies }, { exclusions }) => judgePhishingResistanceForEveryone(policies, exclusions),
})

/** Judges that a policy takes nothing from anyone but methods that resist phishing. */
export function judgePhishingResistanceForEveryone(
  policies: readonly ConditionalAccessPolicy[],
  exclusions: ConditionalAccessExclusions,
): Outcome {
  return judgeByOnePolicy({
    policies,
    exclusions,
    effect: 'demands a method that cannot be phished',
    audience: 'of everyone',
    hasEffect: asksForPhishingResistance,
    cautions: (policy) => cautionsInGrants(policy, [STRENGTH]),
    decidedBy: ['grantControls.authenticationStrength.allowedCombinations'],
  })
}
