import { defineControl } from '@tenantry/core'
import { teamsMeetingPolicies } from '../../resources/teams-meeting-policies.js'
import { judgeEvery } from './reasoning.js'

export const strangersStartNoMeetings = defineControl({
  id: 'teams-anonymous-start',
  title: 'Strangers cannot start meetings',
  area: 'Teams',
  severity: 'high',
  rationale: 'A meeting that a stranger starts has nobody in it who answers for the rest.',
  licence: 'Teams',
  remediation: {
    steps: [
      'Open Meetings › Meeting policies of the Teams admin center, in each policy named here.',
      'Turn off Anonymous users and dial-in callers can start a meeting.',
    ],
    link: 'https://learn.microsoft.com/microsoftteams/settings-policies-reference',
    impact: 'Strangers wait until somebody of the organization comes.',
  },
  needs: { policies: teamsMeetingPolicies },
  evaluate: ({ policies }) =>
    judgeEvery({
      policies: policies,
      property: 'AllowAnonymousUsersToStartMeeting',
      expected: 'false',
      isGood: (value) => value === false,
      good: 'Strangers cannot start meetings.',
      bad: 'lets strangers start meetings',
    }),
})
