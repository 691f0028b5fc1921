import { defineControl } from '@tenantry/core'
import { fabricTenantSettings } from '../../resources/fabric-tenant-settings.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { judgeTenantSetting } from './reasoning.js'

export const guestInvitationsLimited = defineControl({
  id: 'fabric-invite-guests',
  title: 'Only chosen people invite guests by sharing Fabric items',
  area: 'Fabric',
  severity: 'medium',
  rationale: 'Sharing an item with an outside address makes a guest account in the directory, past the usual review.',
  licence: 'Fabric or Power BI',
  remediation: {
    steps: [
      'Open Export and sharing settings of the Fabric admin portal.',
      'Turn off inviting guests through item sharing, or limit it to security groups.',
    ],
    link: 'https://learn.microsoft.com/fabric/admin/tenant-settings-index',
    impact: 'Others have to ask before they share with somebody new outside.',
  },
  needs: { skus: subscribedSkus },
  wants: { settings: fabricTenantSettings },
  evaluate: (facts) => judgeTenantSetting(facts, 'ExternalSharingV2', 'offOrLimited'),
})
