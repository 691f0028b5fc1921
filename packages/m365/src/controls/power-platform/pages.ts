import { defineControl } from '@tenantry/core'
import { powerPlatformSettings } from '../../resources/power-platform.js'
import { onlyAdministrators } from './reasoning.js'

export const pagesByAdmins = defineControl({
  id: 'pp-pages',
  title: 'Only administrators create Power Pages sites',
  area: 'Power Platform',
  severity: 'low',
  rationale: 'A site of Power Pages is a public website on top of business data.',
  licence: 'Power Platform',
  remediation: {
    steps: ['Run Set-TenantSettings with disablePortalsCreationByNonAdminUsers set to true.'],
    link: 'https://learn.microsoft.com/power-platform/admin/tenant-settings',
    impact: 'Makers ask an administrator for a site.',
  },
  needs: { settings: powerPlatformSettings },
  evaluate({ settings: [settings] }) {
    return onlyAdministrators(
      settings?.disablePortalsCreationByNonAdminUsers,
      'disablePortalsCreationByNonAdminUsers',
      'create Power Pages sites',
    )
  },
})
