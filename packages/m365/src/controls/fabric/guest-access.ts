import { defineControl } from '@tenantry/core'
import { fabricTenantSettings } from '../../resources/fabric-tenant-settings.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { judgeTenantSetting } from './reasoning.js'

export const guestAccessLimited = defineControl({
  id: 'fabric-guest-access',
  title: 'Guests reach Fabric content only where chosen groups allow it',
  area: 'Fabric',
  severity: 'medium',
  rationale: 'Guests are people of other organizations: what they may open should be a choice, not an accident.',
  licence: 'Fabric or Power BI',
  remediation: {
    steps: [
      'Open Export and sharing settings of the Fabric admin portal.',
      'Turn off “Guest users can access Microsoft Fabric”, or limit it to security groups.',
    ],
    link: 'https://learn.microsoft.com/fabric/admin/tenant-settings-index',
    impact: 'Guests outside the groups lose access to shared reports.',
  },
  needs: { skus: subscribedSkus },
  wants: { settings: fabricTenantSettings },
  evaluate: (facts) => judgeTenantSetting(facts, 'AllowGuestUserToAccessSharedContent', 'offOrLimited'),
})
