import { defineControl, notApplicable } from '@tenantry/core'
import { environment } from '../../parameters.js'
import { teamsFederation } from '../../resources/teams-federation.js'
import { judgeEvery } from './reasoning.js'

export const unmanagedNotReached = defineControl({
  id: 'teams-unmanaged-outbound',
  title: 'People do not write to unmanaged accounts',
  area: 'Teams',
  severity: 'medium',
  rationale: 'Private accounts have no administrator who could help when something goes wrong.',
  licence: 'Teams',
  remediation: {
    steps: [
      'Open Users › External access of the Teams admin center.',
      'Turn off chats with Teams accounts that no organization manages.',
    ],
    link: 'https://learn.microsoft.com/microsoftteams/trusted-organizations-external-meetings-chat',
    impact: 'People write to private accounts by mail instead.',
  },
  needs: { federation: teamsFederation },
  parameters: { cloud: environment },
  evaluate({ federation }, { cloud }) {
    if (cloud !== 'commercial') return notApplicable('Clouds of the government do not reach unmanaged accounts at all.')
    return judgeEvery({
      policies: federation,
      property: 'AllowTeamsConsumer',
      expected: 'false',
      isGood: (value) => value === false,
      good: 'People do not write to unmanaged accounts.',
      bad: 'lets people write to unmanaged accounts',
    })
  },
})
