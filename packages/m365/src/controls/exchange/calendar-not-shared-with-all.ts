import { defineControl } from '@tenantry/core'
import { sharingPolicies } from '../../resources/sharing-policies.js'
import { judgeSharing } from './sharing.js'

export const calendarsNotShared = defineControl({
  id: 'exo-calendar-not-shared-with-all',
  title: 'Calendars are not shared in detail with every domain',
  area: 'Exchange Online',
  severity: 'medium',
  rationale: 'A calendar tells who is away, where, and with whom.',
  licence: 'Exchange Online',
  remediation: {
    steps: [
      'Open Organization › Sharing › Individual sharing of the Exchange admin center.',
      'In each policy named here remove the rule for all domains, or limit it to named ones.',
    ],
    link: 'https://learn.microsoft.com/exchange/sharing/sharing-policies/sharing-policies',
    impact: 'People of other domains lose sight of shared calendars.',
  },
  needs: { policies: sharingPolicies },
  evaluate: ({ policies }) => judgeSharing(policies, 'Calendar', 'calendars'),
})
