import { defineControl, fail, pass } from '@tenantry/core'
import { dataPolicies } from '../../resources/power-platform.js'
import { tenantId } from '../../resources/tenant-id.js'
import { defaultEnvironmentOf, reaches, titleOf } from './reasoning.js'

export const defaultEnvironmentGuarded = defineControl({
  id: 'pp-dlp-default',
  title: 'A data policy guards the default environment',
  area: 'Power Platform',
  severity: 'high',
  rationale:
    'Everyone may build in the default environment, so that without a policy anyone can join company data to any service.',
  licence: 'Power Platform',
  remediation: {
    steps: [
      'Open Security › Data and privacy › Data policy of the Power Platform admin center.',
      'Create a policy, sort the connectors into business, non-business and blocked, and add the default environment.',
    ],
    link: 'https://learn.microsoft.com/power-platform/admin/create-dlp-policy',
    impact: 'Flows and apps that mix connectors of different groups are suspended.',
  },
  needs: { policies: dataPolicies, tenant: tenantId },
  evaluate({ policies, tenant }) {
    const environment = defaultEnvironmentOf(tenant)
    const guards = policies.filter((policy) => reaches(policy, environment))
    if (guards.length === 0) {
      return fail(`No data policy reaches the default environment, ${environment}.`, {
        evidence: policies.map((policy) => ({
          object: titleOf(policy),
          id: policy.name,
          property: 'environmentType',
          value: policy.environmentType,
          expected: `reaches ${environment}`,
          ok: false,
        })),
      })
    }
    return pass(`${guards.map(titleOf).join(', ')} guards the default environment.`, {
      evidence: guards.map((policy) => ({
        object: titleOf(policy),
        id: policy.name,
        property: 'environmentType',
        value: policy.environmentType,
        ok: true,
      })),
    })
  },
})
