import { defineControl, fail, pass } from '@tenantry/core'
import { dataPolicies, powerPlatformEnvironments } from '../../resources/power-platform.js'
import { reaches } from './reasoning.js'

export const otherEnvironmentsGuarded = defineControl({
  id: 'pp-dlp-others',
  title: 'A data policy guards every other environment',
  area: 'Power Platform',
  severity: 'medium',
  rationale: 'An environment that no policy reaches lets its makers send company data to any service.',
  licence: 'Power Platform',
  remediation: {
    steps: [
      'Open Security › Data and privacy › Data policy of the Power Platform admin center.',
      'Add the environments named here to a policy, or let one policy apply to all environments.',
    ],
    link: 'https://learn.microsoft.com/power-platform/admin/wp-data-loss-prevention',
    impact: 'Flows and apps that mix connectors of different groups are suspended.',
  },
  needs: { policies: dataPolicies, environments: powerPlatformEnvironments },
  evaluate({ policies, environments }) {
    const others = environments.filter(({ IsDefault }) => !IsDefault)
    const open = others.filter(({ EnvironmentName: name }) => !policies.some((policy) => reaches(policy, name)))
    if (open.length === 0) return pass(`A data policy reaches each of ${others.length} environments.`)
    const names = open.map(({ EnvironmentName }) => EnvironmentName)
    return fail(`${open.length} of ${others.length} environments have no data policy: ${names.join(', ')}.`, {
      evidence: names.map((name) => ({
        object: name,
        id: name,
        property: 'data policy',
        value: null,
        expected: 'at least one policy',
        ok: false,
      })),
    })
  },
})
