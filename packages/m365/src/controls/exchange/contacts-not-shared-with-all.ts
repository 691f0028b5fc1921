import { defineControl } from '@tenantry/core'
import { sharingPolicies } from '../../resources/sharing-policies.js'
import { judgeSharing } from './sharing.js'

export const contactsNotShared = defineControl({
  id: 'exo-contacts-not-shared-with-all',
  title: 'Contacts are not shared with every domain',
  area: 'Exchange Online',
  severity: 'medium',
  rationale: 'A list of contacts tells an attacker whom to pretend to be.',
  licence: 'Exchange Online',
  remediation: {
    steps: [
      'Open Organization › Sharing › Individual sharing of the Exchange admin center.',
      'In each policy named here remove the rule for all domains, or limit it to named ones.',
    ],
    link: 'https://learn.microsoft.com/exchange/sharing/sharing-policies/sharing-policies',
    impact: 'People of other domains lose sight of shared contacts.',
  },
  needs: { policies: sharingPolicies },
  evaluate: ({ policies }) => judgeSharing(policies, 'Contacts', 'contacts'),
})
