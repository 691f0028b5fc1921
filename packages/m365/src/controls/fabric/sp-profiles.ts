import { defineControl } from '@tenantry/core'
import { fabricTenantSettings } from '../../resources/fabric-tenant-settings.js'
import { subscribedSkus } from '../../resources/subscribed-skus.js'
import { judgeTenantSetting } from './reasoning.js'

export const servicePrincipalProfilesLimited = defineControl({
  id: 'fabric-sp-profiles',
  title: 'Only chosen service principals create profiles',
  area: 'Fabric',
  severity: 'medium',
  rationale: 'Profiles let one app act as many customers, which makes it hard to see who did what.',
  licence: 'Fabric or Power BI',
  remediation: {
    steps: [
      'Open Developer settings of the Fabric admin portal.',
      'Limit creating and using profiles to a security group, or turn it off.',
    ],
    link: 'https://learn.microsoft.com/fabric/admin/tenant-settings-index',
    impact: 'Embedding solutions that use profiles need to be in the group.',
  },
  needs: { skus: subscribedSkus },
  wants: { settings: fabricTenantSettings },
  evaluate: (facts) => judgeTenantSetting(facts, 'AllowServicePrincipalsCreateAndUseProfiles', 'offOrLimited'),
})
