import { defineControl } from '@tenantry/core'
import { fabricTenantSettings } from '../../resources/fabric-tenant-settings.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { judgeTenantSetting } from './reasoning.js'

export const publishToWebOff = defineControl({
  id: 'fabric-publish-to-web',
  title: 'Reports cannot be published to the open web',
  area: 'Fabric',
  severity: 'medium',
  rationale: 'A report published to the web can be read by anyone who has the link, and search engines find it.',
  licence: 'Fabric or Power BI',
  remediation: {
    steps: ['Turn off “Publish to web” under Export and sharing settings of the Fabric admin portal.'],
    link: 'https://learn.microsoft.com/fabric/admin/tenant-settings-index',
    impact: 'Reports that are embedded in public pages stop showing.',
  },
  needs: { skus: subscribedSkus },
  wants: { settings: fabricTenantSettings },
  evaluate: (facts) => judgeTenantSetting(facts, 'PublishToWeb', 'off'),
})
