import { defineControl } from '@tenantry/core'
import { powerPlatformSettings } from '../../resources/power-platform.js'
import { onlyAdministrators } from './reasoning.js'

export const trialEnvironmentsByAdmins = defineControl({
  id: 'pp-trial-env',
  title: 'Only administrators create trial environments',
  area: 'Power Platform',
  severity: 'medium',
  rationale: 'Trials come with the same connectors as any environment, and are forgotten when they end.',
  licence: 'Power Platform',
  remediation: {
    steps: [
      'Open Settings › Tenant settings of the Power Platform admin center.',
      'Set trial environment assignments to specific admins only.',
    ],
    link: 'https://learn.microsoft.com/power-platform/admin/tenant-settings',
    impact: 'Others ask an administrator for a trial.',
  },
  needs: { settings: powerPlatformSettings },
  evaluate({ settings: [settings] }) {
    return onlyAdministrators(
      settings?.disableTrialEnvironmentCreationByNonAdminUsers,
      'disableTrialEnvironmentCreationByNonAdminUsers',
      'create trial environments',
    )
  },
})
