import { defineControl, type Outcome } from '@tenantry/core'
import { conditionalAccessExclusions, type ConditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies, type ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'
import { cautionsInGrants } from './gaps.js'
import { asksForMfa, STRENGTH } from './grants.js'
import { judgeByOnePolicy } from './reasoning.js'

export const mfaAllUsers = defineControl({
  id: 'entra-mfa-all-users',
  title: 'Everyone needs a second factor everywhere',
  area: 'Entra ID',
  severity: 'critical',
  rationale: 'Passwords are guessed, reused and phished; a second factor stops nearly all of what follows from it.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Have everyone register a second factor, best a passkey or Microsoft Authenticator.',
      'Create a Conditional Access policy for all users and all resources, without the emergency accounts.',
      'Under Grant choose Require multifactor authentication, or an authentication strength that needs it.',
      'Let it report for a few days, then turn it on.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-mfa-strength',
    impact: 'Everyone is asked for a second factor; scripts that sign in as a person with a password stop working.',
  },
  needs: { policies: conditionalAccessPolicies },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate: ({ policies }, { exclusions }) => judgeMfaForEveryone(policies, exclusions),
})

/** Judges that a policy asks everyone for several factors. A strength that resists phishing is more than that, so it counts. */
export function judgeMfaForEveryone(
  policies: readonly ConditionalAccessPolicy[],
  exclusions: ConditionalAccessExclusions,
): Outcome {
  return judgeByOnePolicy({
    policies,
    exclusions,
    effect: 'demands a second factor',
    audience: 'of everyone',
    hasEffect: asksForMfa,
    cautions: (policy) => cautionsInGrants(policy, ['mfa', STRENGTH]),
    decidedBy: ['grantControls.builtInControls', 'grantControls.authenticationStrength.allowedCombinations'],
  })
}
