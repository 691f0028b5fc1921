import { defineControl } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { highlyPrivilegedRolesOf } from '../../privileged-roles.js'
import { conditionalAccessPolicies, type ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'
import { roleDefinitions } from '../../resources/role-definitions.js'
import { gapsToRoles } from './gaps.js'
import { nameOf } from './policy.js'
import { judgeByOnePolicy } from './reasoning.js'
import { gapsInFrequency, gapsInPersistence, signInFrequencyHours } from './sessions.js'

const MOST_HOURS = 24
const MOST_HOURS_OF_STANDING_ROLES = 4

export const adminSignInFrequency = defineControl({
  id: 'entra-admin-signin-frequency',
  title: 'Sessions of administrators last a day at most and end with the browser',
  area: 'Entra ID',
  severity: 'high',
  rationale: 'A stolen session is as good as a stolen account; the sooner it ends, the less it is worth.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Create a Conditional Access policy for the privileged directory roles and all resources.',
      'Under Session choose Sign-in frequency: 4 hours, or up to 24 hours where roles are activated only when needed.',
      'Also choose Persistent browser session: Never persistent, and turn the policy on.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-session-lifetime',
    impact: 'Administrators sign in several times a day.',
  },
  needs: { policies: conditionalAccessPolicies },
  wants: { roles: roleDefinitions },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate: ({ policies, roles }, { exclusions }) => {
    const gapsToAdministrators = gapsToRoles(highlyPrivilegedRolesOf(roles))
    return judgeByOnePolicy({
      policies,
      exclusions,
      effect: 'limits sessions',
      audience: 'of all highly privileged roles',
      hasEffect: (policy) => signInFrequencyHours(policy) !== undefined,
      gaps: (policy, allowed) => [
        ...gapsToAdministrators(policy, allowed),
        ...gapsInFrequency(policy, MOST_HOURS),
        ...gapsInPersistence(policy),
      ],
      cautions: longForStandingRoles,
      decidedBy: ['sessionControls.signInFrequency', 'sessionControls.persistentBrowser'],
    })
  },
})

function longForStandingRoles(policy: ConditionalAccessPolicy): string[] {
  const hours = signInFrequencyHours(policy) ?? 0
  if (hours <= MOST_HOURS_OF_STANDING_ROLES) return []
  return [`${nameOf(policy)} allows ${hours} hours; roles that are held all the time should have 4 at most.`]
}
