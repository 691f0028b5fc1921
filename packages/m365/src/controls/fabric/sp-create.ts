import { defineControl } from '@tenantry/core'
import { fabricTenantSettings } from '../../resources/fabric-tenant-settings.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { judgeTenantSetting } from './reasoning.js'

export const servicePrincipalCreationLimited = defineControl({
  id: 'fabric-sp-create',
  title: 'Only chosen service principals create workspaces, connections and pipelines',
  area: 'Fabric',
  severity: 'medium',
  rationale: 'An app that may create workspaces can copy data to places that nobody watches.',
  licence: 'Fabric or Power BI',
  remediation: {
    steps: [
      'Open Developer settings of the Fabric admin portal.',
      'Limit creating workspaces by service principals to a security group, or turn it off.',
    ],
    link: 'https://learn.microsoft.com/fabric/admin/tenant-settings-index',
    impact: 'Deployment pipelines need their app in the group.',
  },
  needs: { skus: subscribedSkus },
  wants: { settings: fabricTenantSettings },
  evaluate: (facts) => judgeTenantSetting(facts, 'ServicePrincipalAccessGlobalAPIs', 'offOrLimited'),
})
