import { defineControl } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { gapsInState } from './gaps.js'
import { asksFor } from './grants.js'
import { includesAllApplications, includesAllUsers } from './policy.js'
import { judgeByOnePolicy } from './reasoning.js'

export const allAppsAllUsers = defineControl({
  id: 'entra-ca-all-apps-all-users',
  title: 'A policy covers everyone in every application',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'Only a policy for all users and all resources leaves no corner in which no rule applies.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Choose the policy that asks for a second factor.',
      'Set its users to All users and its target to All resources, and leave out the emergency accounts.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-users-groups',
    impact: 'People and applications that no policy covered until now come under this one.',
  },
  needs: { policies: conditionalAccessPolicies },
  evaluate: ({ policies }) =>
    judgeByOnePolicy({
      policies,
      exclusions: conditionalAccessExclusions.default,
      effect: 'covers all users in all resources',
      audience: '',
      hasEffect: (policy) =>
        includesAllUsers(policy) && includesAllApplications(policy) && !asksFor(policy, 'passwordChange'),
      gaps: gapsInState,
      decidedBy: ['conditions.users.includeUsers', 'conditions.applications.includeApplications'],
    }),
})
