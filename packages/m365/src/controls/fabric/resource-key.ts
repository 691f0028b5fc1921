import { defineControl } from '@tenantry/core'
import { fabricTenantSettings } from '../../resources/fabric-tenant-settings.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { judgeTenantSetting } from './reasoning.js'

export const resourceKeyBlocked = defineControl({
  id: 'fabric-resource-key',
  title: 'Streaming datasets refuse access by key alone',
  area: 'Fabric',
  severity: 'medium',
  rationale: 'A key in an address is a password that everyone who sees the address has.',
  licence: 'Fabric or Power BI',
  remediation: {
    steps: ['Open Developer settings of the Fabric admin portal.', 'Turn on “Block ResourceKey Authentication”.'],
    link: 'https://learn.microsoft.com/fabric/admin/tenant-settings-index',
    impact: 'Devices that push data with a key must sign in instead.',
  },
  needs: { skus: subscribedSkus },
  wants: { settings: fabricTenantSettings },
  evaluate: (facts) => judgeTenantSetting(facts, 'BlockResourceKeyAuthentication', 'on'),
})
