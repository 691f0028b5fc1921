import { defineControl } from '@tenantry/core'
import { teamsFederation } from '../../resources/teams-federation.js'
import { judgeEvery } from './reasoning.js'

export const skypeBlocked = defineControl({
  id: 'teams-skype-off',
  title: 'Skype users cannot contact people here',
  area: 'Teams',
  severity: 'low',
  rationale: 'Accounts of Skype were open to everyone and belonged to nobody one could ask.',
  licence: 'Teams',
  remediation: {
    steps: ['Run Set-CsTenantFederationConfiguration with AllowPublicUsers false.'],
    link: 'https://learn.microsoft.com/microsoftteams/trusted-organizations-external-meetings-chat',
    impact: 'None: the service has ended.',
  },
  needs: { federation: teamsFederation },
  evaluate: ({ federation }) =>
    judgeEvery({
      policies: federation,
      property: 'AllowPublicUsers',
      expected: 'false',
      isGood: (value) => value === false,
      good: 'People of Skype cannot reach people.',
      bad: 'lets people of Skype reach people',
    }),
})
