import { defineControl } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { INTUNE_ENROLLMENT } from './applications.js'
import { gapsInGrants, gapsInState, gapsInUsers } from './gaps.js'
import { asksForMfa, STRENGTH } from './grants.js'
import { judgeByOnePolicy } from './reasoning.js'
import { gapsInFrequency } from './sessions.js'

export const intuneEnrolEveryTime = defineControl({
  id: 'entra-intune-enrol-every-time',
  title: 'Enrolling a device asks for a fresh second factor every time',
  area: 'Entra ID',
  severity: 'high',
  rationale: 'A stolen session could otherwise enrol a device of the attacker, which then counts as managed.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Create a Conditional Access policy for all users, without the emergency accounts.',
      'Under Target resources choose the application Microsoft Intune Enrollment by name.',
      'Under Grant require multifactor authentication, and under Session choose Sign-in frequency: Every time.',
      'Turn the policy on.',
    ],
    link: 'https://learn.microsoft.com/intune/intune-service/enrollment/multi-factor-authentication',
    impact: 'People are asked for their second factor whenever they enrol a device.',
  },
  needs: { policies: conditionalAccessPolicies },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate: ({ policies }, { exclusions }) =>
    judgeByOnePolicy({
      policies,
      exclusions,
      effect: 'asks everyone for a second factor every time a device is enrolled',
      audience: '',
      hasEffect: (policy) =>
        asksForMfa(policy) &&
        (policy.conditions.applications?.includeApplications.includes(INTUNE_ENROLLMENT) ?? false),
      gaps: (policy, allowed) => [
        ...gapsInState(policy),
        ...gapsInUsers(policy, allowed),
        ...gapsInGrants(policy, ['mfa', STRENGTH]),
        ...gapsInFrequency(policy, 0),
      ],
      decidedBy: ['grantControls.builtInControls', 'sessionControls.signInFrequency'],
    }),
})
