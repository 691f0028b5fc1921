import { defineControl } from '@tenantry/core'
import { teamsMeetingPolicies } from '../../resources/teams-meeting-policies.js'
import { judgeGlobal } from './reasoning.js'

export const strangersStayOut = defineControl({
  id: 'teams-anonymous-join',
  title: 'Strangers cannot join meetings',
  area: 'Teams',
  severity: 'medium',
  rationale: 'A link to a meeting travels; without a sign-in nobody knows who used it.',
  licence: 'Teams',
  remediation: {
    steps: [
      'Open Meetings › Meeting policies of the Teams admin center, policy Global.',
      'Turn off Anonymous users can join a meeting.',
    ],
    link: 'https://learn.microsoft.com/microsoftteams/settings-policies-reference',
    impact: 'People without an account need an invitation as guests.',
  },
  needs: { policies: teamsMeetingPolicies },
  evaluate: ({ policies }) =>
    judgeGlobal({
      policies: policies,
      property: 'AllowAnonymousUsersToJoinMeeting',
      expected: 'false',
      isGood: (value) => value === false,
      good: 'Strangers cannot join meetings.',
      bad: 'lets strangers join',
    }),
})
