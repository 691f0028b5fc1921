import { defineControl } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { gapsInState } from './gaps.js'
import { asksFor } from './grants.js'
import { includesAllApplications, isForWorkloads } from './policy.js'
import { judgeByOnePolicy } from './reasoning.js'

export const allApps = defineControl({
  id: 'entra-ca-all-apps',
  title: 'A policy covers every application, also those added tomorrow',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'Policies that name applications one by one miss the next one that somebody adds.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Choose the policy that asks for a second factor, and set its target to All resources.',
      'Leave out the few applications that really cannot do it, and write down why.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-cloud-apps',
    impact: 'Applications that no policy covered until now come under this one.',
  },
  needs: { policies: conditionalAccessPolicies },
  evaluate: ({ policies }) =>
    judgeByOnePolicy({
      policies,
      exclusions: conditionalAccessExclusions.default,
      effect: 'covers all resources',
      audience: '',
      hasEffect: (policy) =>
        includesAllApplications(policy) && !isForWorkloads(policy) && !asksFor(policy, 'passwordChange'),
      gaps: gapsInState,
      decidedBy: ['conditions.applications.includeApplications'],
    }),
})
