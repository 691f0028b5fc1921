import { defineControl } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { EXCHANGE_ONLINE, gapsToApplications, SHAREPOINT_ONLINE } from './applications.js'
import { gapsInState } from './gaps.js'
import { cautionsInReach } from './reach.js'
import { judgeByOnePolicy } from './reasoning.js'

export const appEnforced = defineControl({
  id: 'entra-ca-app-enforced',
  title: 'Devices that nobody manages only look at mail and files in the browser',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'What cannot be downloaded or printed does not stay behind on a private or borrowed device.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Create a Conditional Access policy for all users and the application Office 365.',
      'Under Session choose Use app enforced restrictions, and turn the policy on.',
      'Set SharePoint to allow limited, web-only access from unmanaged devices, and the mailbox policy of Exchange likewise.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-app-enforced-restrictions',
    impact: 'On private devices people cannot download, print or sync files, nor open attachments in programs.',
  },
  needs: { policies: conditionalAccessPolicies },
  parameters: { exclusions: conditionalAccessExclusions },
  evaluate: ({ policies }, { exclusions }) =>
    judgeByOnePolicy({
      policies,
      exclusions,
      effect: 'lets Office 365 limit unmanaged devices',
      audience: '',
      hasEffect: ({ sessionControls }) => sessionControls?.applicationEnforcedRestrictions?.isEnabled === true,
      gaps: (policy) => [
        ...gapsInState(policy),
        ...gapsToApplications(policy, [EXCHANGE_ONLINE, SHAREPOINT_ONLINE], 'Office 365'),
      ],
      named: ['clientAppTypes', 'devices'],
      cautions: (policy) => cautionsInReach(policy, exclusions),
      decidedBy: ['sessionControls.applicationEnforcedRestrictions', 'conditions.applications.includeApplications'],
    }),
})
