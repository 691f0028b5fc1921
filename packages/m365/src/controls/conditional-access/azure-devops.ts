import { defineControl, notApplicable, notAssessed } from '@tenantry/core'
import { conditionalAccessExclusions } from '../../parameters.js'
import { conditionalAccessPolicies } from '../../resources/conditional-access-policies.js'
import { servicePrincipals } from '../../resources/service-principals.js'
import { AZURE_DEVOPS } from './applications.js'
import { gapsInState } from './gaps.js'
import { judgeByOnePolicy } from './reasoning.js'

export const azureDevOps = defineControl({
  id: 'entra-ca-azure-devops',
  title: 'A policy names Azure DevOps',
  area: 'Entra ID',
  severity: 'low',
  rationale:
    'Azure DevOps is no longer guarded by policies for the management of Azure, so that code and pipelines may have none.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Create a Conditional Access policy for those who work in Azure DevOps, or add it to the targets of an existing one.',
      'Choose the application Azure DevOps by name, require multifactor authentication, and turn the policy on.',
    ],
    link: 'https://learn.microsoft.com/azure/devops/organizations/accounts/change-application-access-policies',
    impact: 'Developers and their tools are asked for a second factor.',
  },
  needs: { policies: conditionalAccessPolicies },
  wants: { principals: servicePrincipals },
  evaluate({ policies, principals }) {
    const judged = judgeByOnePolicy({
      policies,
      exclusions: conditionalAccessExclusions.default,
      effect: 'names Azure DevOps',
      audience: '',
      hasEffect: ({ conditions }) => conditions.applications?.includeApplications.includes(AZURE_DEVOPS) ?? false,
      gaps: gapsInState,
      decidedBy: ['conditions.applications.includeApplications'],
    })
    if (judged.verdict === 'pass') return judged
    if (!principals) {
      return notAssessed(
        'notRead',
        'No enforced policy names Azure DevOps, and it is not known whether the tenant has it.',
      )
    }
    if (!principals.some(({ appId }) => appId === AZURE_DEVOPS)) return notApplicable('The tenant has no Azure DevOps.')
    return judged
  },
})
