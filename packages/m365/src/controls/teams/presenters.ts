import { defineControl } from '@tenantry/core'
import { teamsMeetingPolicies } from '../../resources/teams-meeting-policies.js'
import { judgeGlobal } from './reasoning.js'

export const organizersPresent = defineControl({
  id: 'teams-presenters',
  title: 'Only organizers present unless they let others',
  area: 'Teams',
  severity: 'low',
  rationale: 'Whoever may present may show anything to everyone.',
  licence: 'Teams',
  remediation: {
    steps: [
      'Open Meetings › Meeting policies of the Teams admin center, policy Global.',
      'Set Who can present to Organizers and co-organizers.',
    ],
    link: 'https://learn.microsoft.com/microsoftteams/settings-policies-reference',
    impact: 'Organizers make others presenters in the meeting.',
  },
  needs: { policies: teamsMeetingPolicies },
  evaluate: ({ policies }) =>
    judgeGlobal({
      policies: policies,
      property: 'DesignatedPresenterRoleMode',
      expected: 'OrganizerOnlyUserOverride',
      isGood: (value) => value === 'OrganizerOnlyUserOverride',
      good: 'Only organizers present unless they let others.',
      bad: 'lets others than the organizer present',
    }),
})
