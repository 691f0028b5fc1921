import { defineControl } from '@tenantry/core'
import { appsAndServicesSettings } from '../../resources/apps-and-services-settings.js'
import { judgeSettings } from '../settings.js'

export const ownPurchasesOff = defineControl({
  id: 'm365-user-owned-apps',
  title: 'People do not add apps and trials by themselves',
  area: 'Microsoft 365',
  severity: 'low',
  rationale: 'Each trial is a place for data that nobody chose.',
  remediation: {
    steps: [
      'Open Settings › Org settings › User owned apps and services of the Microsoft 365 admin center, and clear both boxes.',
    ],
    link: 'https://learn.microsoft.com/microsoft-365/admin/misc/user-owned-apps-and-services',
    impact: 'People ask for apps.',
  },
  needs: { admin: appsAndServicesSettings },
  evaluate({ admin: { settings: found } }) {
    return judgeSettings(
      [
        {
          property: 'isOfficeStoreEnabled',
          value: found?.isOfficeStoreEnabled,
          expected: 'false',
          ok: found?.isOfficeStoreEnabled === false,
        },
        {
          property: 'isAppAndServicesTrialEnabled',
          value: found?.isAppAndServicesTrialEnabled,
          expected: 'false',
          ok: found?.isAppAndServicesTrialEnabled === false,
        },
      ],
      'People do not add apps and trials by themselves.',
      'People can add apps and trials by themselves.',
    )
  },
})
