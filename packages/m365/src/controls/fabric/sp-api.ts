import { defineControl } from '@tenantry/core'
import { fabricTenantSettings } from '../../resources/fabric-tenant-settings.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { judgeTenantSetting } from './reasoning.js'

export const servicePrincipalApisLimited = defineControl({
  id: 'fabric-sp-api',
  title: 'Only chosen service principals call the APIs of Fabric',
  area: 'Fabric',
  severity: 'medium',
  rationale: 'Any app with a secret could read data as soon as it is added to a workspace.',
  licence: 'Fabric or Power BI',
  remediation: {
    steps: [
      'Open Developer settings of the Fabric admin portal.',
      'Limit “Service principals can call Fabric public APIs” to a security group of the apps that need it, or turn it off.',
    ],
    link: 'https://learn.microsoft.com/fabric/admin/tenant-settings-index',
    impact: 'Automation whose app is not in the group stops.',
  },
  needs: { skus: subscribedSkus },
  wants: { settings: fabricTenantSettings },
  evaluate: (facts) => judgeTenantSetting(facts, 'ServicePrincipalAccessPermissionAPIs', 'offOrLimited'),
})
