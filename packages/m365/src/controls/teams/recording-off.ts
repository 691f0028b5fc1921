import { defineControl } from '@tenantry/core'
import { teamsMeetingPolicies } from '../../resources/teams-meeting-policies.js'
import { judgeGlobal } from './reasoning.js'

export const recordingOff = defineControl({
  id: 'teams-recording-off',
  title: 'Meetings are not recorded unless a policy says so',
  area: 'Teams',
  severity: 'low',
  rationale: 'A recording holds everything that was said and shown, and is shared by a link.',
  licence: 'Teams',
  remediation: {
    steps: [
      'Open Meetings › Meeting policies of the Teams admin center, policy Global.',
      'Turn off Meeting recording; give it to those who need it by a policy of their own.',
    ],
    link: 'https://learn.microsoft.com/microsoftteams/settings-policies-reference',
    impact: 'People without such a policy cannot record.',
  },
  needs: { policies: teamsMeetingPolicies },
  evaluate: ({ policies }) =>
    judgeGlobal({
      policies: policies,
      property: 'AllowCloudRecording',
      expected: 'false',
      isGood: (value) => value === false,
      good: 'Meetings are not recorded by default.',
      bad: 'lets meetings be recorded',
    }),
})
