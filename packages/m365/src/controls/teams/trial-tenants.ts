import { defineControl } from '@tenantry/core'
import { teamsFederation } from '../../resources/teams-federation.js'
import { judgeEvery } from './reasoning.js'

export const trialTenantsBlocked = defineControl({
  id: 'teams-trial-tenants',
  title: 'Tenants that are only on trial cannot reach people',
  area: 'Teams',
  severity: 'medium',
  rationale: 'A trial tenant costs nothing, which makes it the usual disguise of an attacker.',
  licence: 'Teams',
  remediation: {
    steps: ['Run Set-CsTenantFederationConfiguration with ExternalAccessWithTrialTenants Blocked.'],
    link: 'https://learn.microsoft.com/microsoftteams/trusted-organizations-external-meetings-chat',
    impact: 'Partners who are on trial cannot write until they have bought.',
  },
  needs: { federation: teamsFederation },
  evaluate: ({ federation }) =>
    judgeEvery({
      policies: federation,
      property: 'ExternalAccessWithTrialTenants',
      expected: 'Blocked',
      isGood: (value) => value === 'Blocked',
      good: 'Tenants on trial cannot reach people.',
      bad: 'lets tenants on trial reach people',
    }),
})
