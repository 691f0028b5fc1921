import { defineControl } from '@tenantry/core'
import { fabricTenantSettings } from '../../resources/fabric-tenant-settings.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { judgeTenantSetting } from './reasoning.js'

export const sensitivityLabelsOn = defineControl({
  id: 'fabric-labels',
  title: 'Fabric content can carry sensitivity labels',
  area: 'Fabric',
  severity: 'low',
  rationale: 'Without labels, data loses its protection on the way from a file into a report.',
  licence: 'Fabric or Power BI',
  remediation: {
    steps: [
      'Open Information protection of the Fabric admin portal.',
      'Turn on “Allow users to apply sensitivity labels for content”.',
    ],
    link: 'https://learn.microsoft.com/fabric/admin/tenant-settings-index',
    impact: 'People may be asked to choose a label.',
  },
  needs: { skus: subscribedSkus },
  wants: { settings: fabricTenantSettings },
  evaluate: (facts) => judgeTenantSetting(facts, 'EimInformationProtectionEdit', 'on'),
})
