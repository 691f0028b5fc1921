import { defineControl } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { AZURE_MANAGEMENT, gapsToApplications } from './applications.js'
import { cautionsInGrants, gapsInState, gapsInUsers } from './gaps.js'
import { asksForMfa, STRENGTH } from './grants.js'
import { judgeByOnePolicy } from './reasoning.js'

export const azureManagementMfa = defineControl({
  id: 'entra-ca-azure-management-mfa',
  title: 'Managing Azure requires a second factor',
  area: 'Entra ID',
  severity: 'high',
  rationale: 'Whoever manages Azure can read secrets, copy disks and run up bills in minutes.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Create a Conditional Access policy for all users, without the emergency accounts.',
      'Choose Windows Azure Service Management API, or all resources, and require multifactor authentication.',
      'Turn the policy on.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-old-require-mfa-azure-mgmt',
    impact:
      'The Azure portal, its command line and its modules ask for a second factor; scripts need a service principal.',
  },
  needs: { policies: conditionalAccessPolicies },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate: ({ policies }, { exclusions }) =>
    judgeByOnePolicy({
      policies,
      exclusions,
      effect: 'demands a second factor of everyone who manages Azure',
      audience: '',
      hasEffect: asksForMfa,
      gaps: (policy, allowed) => [
        ...gapsInState(policy),
        ...gapsInUsers(policy, allowed),
        ...gapsToApplications(policy, [AZURE_MANAGEMENT], 'Azure management'),
      ],
      cautions: (policy) => cautionsInGrants(policy, ['mfa', STRENGTH]),
      decidedBy: ['conditions.applications.includeApplications', 'grantControls.builtInControls'],
    }),
})
