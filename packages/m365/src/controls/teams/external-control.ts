import { defineControl } from '@tenantry/core'
import { teamsMeetingPolicies } from '../../resources/teams-meeting-policies.js'
import { judgeEvery } from './reasoning.js'

export const outsidersTakeNoControl = defineControl({
  id: 'teams-external-control',
  title: 'Outsiders cannot take control of a shared screen',
  area: 'Teams',
  severity: 'medium',
  rationale: 'Whoever controls a shared screen acts as the person who shares it.',
  licence: 'Teams',
  remediation: {
    steps: [
      'Open Meetings › Meeting policies of the Teams admin center, in each policy named here.',
      'Turn off External participants can give or request control.',
    ],
    link: 'https://learn.microsoft.com/microsoftteams/settings-policies-reference',
    impact: 'Support from outside needs another tool.',
  },
  needs: { policies: teamsMeetingPolicies },
  evaluate: ({ policies }) =>
    judgeEvery({
      policies: policies,
      property: 'AllowExternalParticipantGiveRequestControl',
      expected: 'false',
      isGood: (value) => value === false,
      good: 'Outsiders cannot take control of a shared screen.',
      bad: 'lets outsiders take control',
    }),
})
