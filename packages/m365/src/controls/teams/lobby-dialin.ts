import { defineControl } from '@tenantry/core'
import { teamsMeetingPolicies } from '../../resources/teams-meeting-policies.js'
import { judgeEvery } from './reasoning.js'

export const callersWaitInLobby = defineControl({
  id: 'teams-lobby-dialin',
  title: 'People who dial in wait in the lobby',
  area: 'Teams',
  severity: 'medium',
  rationale: 'Nobody can see who is behind a telephone number.',
  licence: 'Teams',
  remediation: {
    steps: [
      'Open Meetings › Meeting policies of the Teams admin center, in each policy named here.',
      'Turn off People dialing in can bypass the lobby.',
    ],
    link: 'https://learn.microsoft.com/microsoftteams/settings-policies-reference',
    impact: 'Somebody lets callers in.',
  },
  needs: { policies: teamsMeetingPolicies },
  evaluate: ({ policies }) =>
    judgeEvery({
      policies: policies,
      property: 'AllowPSTNUsersToBypassLobby',
      expected: 'false',
      isGood: (value) => value === false,
      good: 'People who dial in wait in the lobby.',
      bad: 'lets people who dial in past the lobby',
    }),
})
