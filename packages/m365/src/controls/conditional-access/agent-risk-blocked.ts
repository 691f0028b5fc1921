import { defineControl, notApplicable, notAssessed, type Outcome } from '@tenantry/core'
import { conditionalAccessExclusions, type ConditionalAccessExclusions, environment } from '../../parameters.js'
import { conditionalAccessPolicies, type ConditionalAccessPolicy } from '../../resources/conditional-access-policies.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { type Gap, gapsInApplications, gapsInState } from './gaps.js'
import { blocks } from './grants.js'
import { withRiskDetection } from './licence.js'
import { judgeByOnePolicy } from './reasoning.js'
import { membersOf } from './wording.js'

const WITHOUT_AGENTS = ['gcchigh', 'dod']

export const agentRiskBlocked = defineControl({
  id: 'entra-agent-risk-blocked',
  title: 'AI agents that behave like a compromised account are kept out',
  area: 'Entra ID',
  severity: 'medium',
  rationale:
    'An agent works with its own rights, day and night; once it has been turned, it must lose access by itself.',
  licence: 'Entra ID P2',
  remediation: {
    steps: [
      'Create a Conditional Access policy whose users are agents: all agent identities, and all resources.',
      'Under Conditions › Agent risk choose High, and under Grant choose Block access.',
      'Turn the policy on, and agree who looks into agents it has stopped.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/conditional-access/agent-id',
    impact: 'An agent at high risk stops working until its risk has been dismissed.',
  },
  needs: { skus: subscribedSkus },
  wants: { policies: conditionalAccessPolicies },
  parameters: { exclusions: conditionalAccessExclusions, environment },
  evaluate: ({ policies, skus }, { exclusions, environment: cloud }) =>
    withRiskDetection(skus, judged(policies, exclusions, WITHOUT_AGENTS.includes(cloud))),
})

function judged(
  policies: readonly ConditionalAccessPolicy[] | undefined,
  exclusions: ConditionalAccessExclusions,
  without: boolean,
): Outcome {
  const outcome = policies
    ? judgeByOnePolicy({
        policies,
        exclusions,
        effect: 'blocks agents at high risk',
        audience: 'everywhere',
        hasEffect: (policy) => blocks(policy) && membersOf(policy.conditions.agentIdRiskLevels).includes('high'),
        gaps: (policy, allowed) => [
          ...gapsInState(policy),
          ...gapsInApplications(policy, allowed),
          ...gapsInClients(policy),
        ],
        decidedBy: ['conditions.agentIdRiskLevels', 'conditions.clientApplications.includeAgentIdServicePrincipals'],
      })
    : notAssessed('notRead', 'Conditional Access policies were not read.')
  if (without && outcome.verdict !== 'pass') {
    return notApplicable('Conditional Access knows no risk of agents in this cloud.')
  }
  return outcome
}

function gapsInClients({ conditions }: ConditionalAccessPolicy): Gap[] {
  const agents = conditions.clientApplications?.includeAgentIdServicePrincipals ?? []
  return [
    ...(agents.includes('All')
      ? []
      : [
          {
            what: 'does not include all agents',
            property: 'conditions.clientApplications.includeAgentIdServicePrincipals',
            value: agents,
            expected: 'All',
          },
        ]),
    ...(conditions.clientAppTypes.includes('all')
      ? []
      : [
          {
            what: 'does not apply to all clients',
            property: 'conditions.clientAppTypes',
            value: conditions.clientAppTypes,
            expected: 'all',
          },
        ]),
  ]
}
