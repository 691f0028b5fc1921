import { defineControl, fail, pass } from '@tenantry/core'
import { protectedInformation } from '../../parameters.js'
import { dlpPolicies, dlpRules } from '../../resources/dlp.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { liveRules, rulesForAll } from './reasoning.js'

const LOCATIONS = [
  { name: 'Exchange', workload: 'Exchange', property: 'ExchangeLocation' },
  { name: 'SharePoint', workload: 'SharePoint', property: 'SharePointLocation' },
  { name: 'OneDrive', workload: 'OneDrive', property: 'OneDriveLocation' },
  { name: 'Teams', workload: 'Teams', property: 'TeamsLocation' },
  { name: 'computers', workload: 'EndpointDevices', property: 'EndpointDlpLocation' },
] as const

export const personalDataProtectedEverywhere = defineControl({
  id: 'purview-dlp-locations',
  title: 'Data loss prevention covers mail, sites, OneDrive, Teams and computers',
  area: 'Purview',
  severity: 'medium',
  rationale: 'Data leaves by the one way that nobody watches.',
  licence: 'Microsoft 365 E5 for Teams and computers',
  remediation: {
    steps: [
      'Open the policy in the Purview portal and choose Locations.',
      'Turn on Exchange email, SharePoint sites, OneDrive accounts, Teams messages and Devices, each for all.',
    ],
    link: 'https://learn.microsoft.com/purview/dlp-create-deploy-policy',
    impact: 'Computers need to be onboarded before rules work on them.',
  },
  needs: { skus: subscribedSkus },
  wants: { policies: dlpPolicies, rules: dlpRules },
  parameters: { kinds: protectedInformation },
  evaluate(facts, { kinds }) {
    const live = liveRules(facts)
    if (!Array.isArray(live)) return live
    const policies = [...new Set(rulesForAll(live, kinds).map(({ policy }) => policy))]
    const found = LOCATIONS.map(({ name, workload, property }) => ({
      name,
      property,
      by: policies.filter((policy) => policy[property].includes('All') && (policy.Workload ?? '').includes(workload)),
    }))
    const missing = found.filter(({ by }) => by.length === 0).map(({ name }) => name)
    const evidence = found.map(({ name, property, by }) => ({
      object: name,
      property,
      value: by.map(({ Name }) => Name),
      expected: 'a policy for all of it',
      ok: by.length > 0,
    }))
    return missing.length === 0
      ? pass('Policies that protect all personal data cover every place.', { evidence })
      : fail(`No policy that protects all personal data covers the whole of ${missing.join(', ')}.`, { evidence })
  },
})
