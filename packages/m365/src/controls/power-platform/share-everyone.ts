import { defineControl, fail, pass } from '@tenantry/core'
import { powerPlatformSettings } from '../../resources/power-platform.js'
import { settingMissing } from '../settings.js'

const PROPERTY = 'powerPlatform.powerApps.disableShareWithEveryone'

export const sharingWithEveryoneOff = defineControl({
  id: 'pp-share-everyone',
  title: 'Apps cannot be shared with everyone at once',
  area: 'Power Platform',
  severity: 'medium',
  rationale: 'An app that is shared with everyone is also shared with every guest.',
  licence: 'Power Platform',
  remediation: {
    steps: ['Run Set-TenantSettings with powerPlatform.powerApps.disableShareWithEveryone set to true.'],
    link: 'https://learn.microsoft.com/power-platform/admin/tenant-settings',
    impact: 'Makers share with people or groups; apps that are shared with everyone today stay so.',
  },
  needs: { settings: powerPlatformSettings },
  evaluate({ settings: [settings] }) {
    const off = settings?.powerPlatform?.powerApps?.disableShareWithEveryone
    if (off === null || off === undefined) {
      return settingMissing(PROPERTY)
    }
    const evidence = [{ object: 'Tenant settings', property: PROPERTY, value: off, expected: 'true', ok: off }]
    return off
      ? pass('Apps cannot be shared with everyone.', { evidence })
      : fail('Apps can be shared with everyone, guests included.', { evidence })
  },
})
