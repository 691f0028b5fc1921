import { defineControl } from '@tenantry/core'
import { conditionalAccessExclusions, longestSignInDays } from '../../parameters.js'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { gapsToEveryone } from './gaps.js'
import { judgeByOnePolicy } from './reasoning.js'
import { gapsInFrequency, signInFrequencyHours } from './sessions.js'

export const signInFrequencyAll = defineControl({
  id: 'entra-signin-frequency-all',
  title: 'Nobody stays signed in for longer than agreed',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'Left to itself a session renews for months, and so does one that was stolen.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Create a Conditional Access policy for all users and all resources, without the emergency accounts.',
      'Under Session choose Sign-in frequency, and a period of a week or less.',
      'Turn the policy on.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-session-lifetime',
    impact: 'Everyone signs in again after the period, on each device.',
  },
  needs: { policies: conditionalAccessPolicies },
  parameters: { exclusions: conditionalAccessExclusions, days: longestSignInDays },
  evaluate: ({ policies }, { exclusions, days }) =>
    judgeByOnePolicy({
      policies,
      exclusions,
      effect: 'limits how long a sign-in lasts',
      hasEffect: (policy) => signInFrequencyHours(policy) !== undefined,
      gaps: (policy, allowed) => [...gapsToEveryone(policy, allowed), ...gapsInFrequency(policy, days * 24)],
      decidedBy: ['sessionControls.signInFrequency'],
    }),
})
