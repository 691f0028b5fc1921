import { defineControl } from '@tenantry/core'
import { sharePointSettings } from '../../resources/sharepoint-settings.js'
import { settingMissing } from '../settings.js'
import { judgeSetting } from './reasoning.js'

export const oldAppsKeptOut = defineControl({
  id: 'spo-modern-auth',
  title: 'Apps without modern authentication cannot use SharePoint',
  area: 'SharePoint and OneDrive',
  severity: 'high',
  rationale: 'Old apps sign in past a second factor and past Conditional Access.',
  licence: 'SharePoint',
  remediation: {
    steps: [
      'Open Policies › Access control of the SharePoint admin center.',
      'Under Apps that do not use modern authentication choose Block access.',
    ],
    link: 'https://learn.microsoft.com/sharepoint/control-access-from-unmanaged-devices',
    impact: 'Very old Office versions and some third-party tools lose access.',
  },
  needs: { settings: sharePointSettings },
  evaluate({ settings: { isLegacyAuthProtocolsEnabled: value } }) {
    if (value === null || value === undefined) return settingMissing('isLegacyAuthProtocolsEnabled')
    return judgeSetting(
      { property: 'isLegacyAuthProtocolsEnabled', value, expected: 'false', ok: !value },
      'Apps that sign in the old way are kept out.',
      'Apps that sign in the old way can use SharePoint.',
    )
  },
})
