import { defineControl } from '@tenantry/core'
import { teamsMeetingPolicies } from '../../resources/teams-meeting-policies.js'
import { judgeGlobal } from './reasoning.js'

const COLLEAGUES = ['EveryoneInCompany', 'EveryoneInSameAndFederatedCompany', 'EveryoneInCompanyExcludingGuests']

export const colleaguesEnterDirectly = defineControl({
  id: 'teams-lobby-internal',
  title: 'Colleagues enter meetings directly, others do not',
  area: 'Teams',
  severity: 'low',
  rationale: 'A lobby that holds up colleagues is soon switched off by everyone, and one that lets all in is none.',
  licence: 'Teams',
  remediation: {
    steps: [
      'Open Meetings › Meeting policies of the Teams admin center, policy Global.',
      'Set Who can bypass the lobby to people in the organization.',
    ],
    link: 'https://learn.microsoft.com/microsoftteams/settings-policies-reference',
    impact: 'People of other organizations wait to be let in.',
  },
  needs: { policies: teamsMeetingPolicies },
  evaluate: ({ policies }) =>
    judgeGlobal({
      policies: policies,
      property: 'AutoAdmittedUsers',
      expected: 'people of the organization',
      isGood: (value) => COLLEAGUES.includes(String(value)),
      good: 'Colleagues enter meetings directly.',
      bad: 'does not let colleagues in, or lets in everyone',
    }),
})
