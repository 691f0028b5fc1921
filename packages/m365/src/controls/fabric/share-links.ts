import { defineControl } from '@tenantry/core'
import { fabricTenantSettings } from '../../resources/fabric-tenant-settings.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { judgeTenantSetting } from './reasoning.js'

export const organizationLinksLimited = defineControl({
  id: 'fabric-share-links',
  title: 'Links for the whole organization are limited',
  area: 'Fabric',
  severity: 'medium',
  rationale: 'A link that everyone may use spreads data to people who never needed it.',
  licence: 'Fabric or Power BI',
  remediation: {
    steps: [
      'Open Export and sharing settings of the Fabric admin portal.',
      'Turn off “Allow shareable links to grant access to everyone in your organization”, or limit it to security groups.',
    ],
    link: 'https://learn.microsoft.com/fabric/admin/tenant-settings-index',
    impact: 'People share with named colleagues or groups instead.',
  },
  needs: { skus: subscribedSkus },
  wants: { settings: fabricTenantSettings },
  evaluate: (facts) => judgeTenantSetting(facts, 'ShareLinkToEntireOrg', 'offOrLimited'),
})
