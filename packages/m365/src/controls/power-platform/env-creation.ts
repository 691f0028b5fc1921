import { defineControl } from '@tenantry/core'
import { powerPlatformSettings } from '../../resources/power-platform.js'
import { onlyAdministrators } from './reasoning.js'

export const environmentCreationByAdmins = defineControl({
  id: 'pp-env-creation',
  title: 'Only administrators create environments',
  area: 'Power Platform',
  severity: 'medium',
  rationale:
    'Every environment is a place for data and flows that someone has to watch, and nobody watches those that anyone may make.',
  licence: 'Power Platform',
  remediation: {
    steps: [
      'Open Settings › Tenant settings of the Power Platform admin center.',
      'Set production environment assignments to specific admins only.',
    ],
    link: 'https://learn.microsoft.com/power-platform/admin/tenant-settings',
    impact: 'Others ask an administrator for an environment.',
  },
  needs: { settings: powerPlatformSettings },
  evaluate({ settings: [settings] }) {
    return onlyAdministrators(
      settings?.disableEnvironmentCreationByNonAdminUsers,
      'disableEnvironmentCreationByNonAdminUsers',
      'create environments',
    )
  },
})
