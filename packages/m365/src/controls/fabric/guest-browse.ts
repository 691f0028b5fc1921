import { defineControl } from '@tenantry/core'
import { fabricTenantSettings } from '../../resources/fabric-tenant-settings.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { judgeTenantSetting } from './reasoning.js'

export const guestBrowsingLimited = defineControl({
  id: 'fabric-guest-browse',
  title: 'Guests cannot browse Fabric',
  area: 'Fabric',
  severity: 'medium',
  rationale: 'A guest who may browse sees names of workspaces and people beyond what was shared.',
  licence: 'Fabric or Power BI',
  remediation: {
    steps: [
      'Open Export and sharing settings of the Fabric admin portal.',
      'Turn off letting guests browse and access Fabric content, or limit it to security groups.',
    ],
    link: 'https://learn.microsoft.com/fabric/admin/tenant-settings-index',
    impact: 'Guests reach items by their links only.',
  },
  needs: { skus: subscribedSkus },
  wants: { settings: fabricTenantSettings },
  evaluate: (facts) => judgeTenantSetting(facts, 'ElevatedGuestsTenant', 'offOrLimited'),
})
