import { defineControl, notApplicable } from '@tenantry/core'
import { environment } from '../../parameters.js'
import { teamsClients } from '../../resources/teams-clients.js'
import { teamsTenant } from '../../resources/teams-tenant.js'
import { judgeEvery } from './reasoning.js'

/** Plans of Teams for the government, e.g. `TEAMS_GCCHIGH`. */
const GOVERNMENT_PLAN = /teams_(gcc|gov|dod)/i

export const mailIntoChannelsOff = defineControl({
  id: 'teams-channel-email',
  title: 'Nobody can mail into channels',
  area: 'Teams',
  severity: 'medium',
  rationale: 'The address of a channel takes mail from anyone, past the rules for mail.',
  licence: 'Teams',
  remediation: {
    steps: [
      'Open Teams › Teams settings › Email integration of the Teams admin center.',
      'Turn off Users can send emails to a channel email address.',
    ],
    link: 'https://learn.microsoft.com/microsoftteams/enable-features-office-365',
    impact: 'Reports and alarms that are mailed into channels need a workflow instead.',
  },
  needs: { clients: teamsClients },
  wants: { tenant: teamsTenant },
  parameters: { cloud: environment },
  evaluate({ clients, tenant }, { cloud }) {
    const plans = tenant?.flatMap(({ AssignedPlan }) => AssignedPlan) ?? []
    if (cloud !== 'commercial' || plans.some((plan) => GOVERNMENT_PLAN.test(plan))) {
      return notApplicable('Clouds of the government have no mail into channels.')
    }
    return judgeEvery({
      policies: clients,
      property: 'AllowEmailIntoChannel',
      expected: 'false',
      isGood: (value) => value === false,
      good: 'Nobody can mail into channels.',
      bad: 'lets anyone mail into channels',
    })
  },
})
