import { defineControl } from '@tenantry/core'
import { teamsMeetingPolicies } from '../../resources/teams-meeting-policies.js'
import { judgeGlobal } from './reasoning.js'

export const noChatWithUntrusted = defineControl({
  id: 'teams-external-chat',
  title: 'People do not chat in meetings of organizations that are not trusted',
  area: 'Teams',
  severity: 'medium',
  rationale: 'In a meeting elsewhere, the chat is under rules that nobody here knows.',
  licence: 'Teams',
  remediation: {
    steps: [
      'Open Meetings › Meeting policies of the Teams admin center, policy Global.',
      'Turn off External meeting chat.',
    ],
    link: 'https://learn.microsoft.com/microsoftteams/settings-policies-reference',
    impact: 'People read the chat of such meetings no more.',
  },
  needs: { policies: teamsMeetingPolicies },
  evaluate: ({ policies }) =>
    judgeGlobal({
      policies: policies,
      property: 'AllowExternalNonTrustedMeetingChat',
      expected: 'false',
      isGood: (value) => value === false,
      good: 'People do not chat in untrusted meetings.',
      bad: 'lets people chat in untrusted meetings',
    }),
})
