import { defineControl } from '@tenantry/core'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { asksFor } from './grants.js'
import { isEnforced } from './policy.js'
import { judgeEveryPolicy } from './reasoning.js'

export const approvedAppDeprecated = defineControl({
  id: 'entra-ca-approved-app-deprecated',
  title: 'No policy relies on the retired list of approved apps',
  area: 'Entra ID',
  severity: 'low',
  rationale:
    'Microsoft no longer keeps the list, so that new apps are refused and old ones are trusted without reason.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Open each policy that requires an approved client app.',
      'Also choose Require app protection policy, with one of the two enough, or replace the old control by it.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/migrate-approved-client-app',
    impact: 'Apps need an app protection policy from Intune to get in.',
  },
  needs: { policies: conditionalAccessPolicies },
  evaluate: ({ policies }) =>
    judgeEveryPolicy({
      policies: policies.filter(isEnforced),
      faults: (policy) =>
        asksFor(policy, 'approvedApplication') && !asksFor(policy, 'compliantApplication')
          ? [
              {
                what: 'relies on approved apps',
                property: 'grantControls.builtInControls',
                value: policy.grantControls?.builtInControls ?? [],
                expected: 'compliantApplication instead of or beside approvedApplication',
              },
            ]
          : [],
      good: 'No enforced policy relies on approved apps alone.',
      bad: 'relies on approved apps alone',
    }),
})
