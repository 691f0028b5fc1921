import { defineControl } from '@tenantry/core'
import { teamsMeetingPolicies } from '../../resources/teams-meeting-policies.js'
import { judgeGlobal } from './reasoning.js'

const QUIET = ['EnabledExceptAnonymous', 'EnabledInMeetingOnlyForAllExceptAnonymous', 'Disabled']

export const strangersDoNotChat = defineControl({
  id: 'teams-anonymous-chat',
  title: 'Strangers cannot chat in meetings',
  area: 'Teams',
  severity: 'low',
  rationale: 'A chat is where links to malware are dropped.',
  licence: 'Teams',
  remediation: {
    steps: [
      'Open Meetings › Meeting policies of the Teams admin center, policy Global.',
      'Set Meeting chat to On for everyone but anonymous users.',
    ],
    link: 'https://learn.microsoft.com/microsoftteams/settings-policies-reference',
    impact: 'People without a sign-in speak but do not write.',
  },
  needs: { policies: teamsMeetingPolicies },
  evaluate: ({ policies }) =>
    judgeGlobal({
      policies: policies,
      property: 'MeetingChatEnabledType',
      expected: 'on for all but anonymous people, or off',
      isGood: (value) => QUIET.includes(String(value)),
      good: 'Strangers cannot chat in meetings.',
      bad: 'lets strangers chat',
    }),
})
