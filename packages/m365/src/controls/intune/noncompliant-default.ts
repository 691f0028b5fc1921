import { defineControl, fail, pass } from '@tenantry/core'
import { intuneSettings } from '../../resources/intune-settings.js'
import { settingMissing } from '../settings.js'

export const unjudgedDevicesNotCompliant = defineControl({
  id: 'intune-noncompliant-default',
  title: 'Devices that no policy looks at do not count as compliant',
  area: 'Intune',
  severity: 'high',
  rationale: 'Otherwise a device passes every check of compliance by having none.',
  licence: 'Intune',
  remediation: {
    steps: [
      'Open Devices › Compliance › Compliance settings of the Intune admin center.',
      'Mark devices with no compliance policy assigned as Not compliant.',
    ],
    link: 'https://learn.microsoft.com/intune/intune-service/protect/device-compliance-get-started',
    impact: 'Devices without a policy are kept out where policies ask for compliant ones.',
  },
  needs: { intune: intuneSettings },
  evaluate({ intune }) {
    const on = intune.settings?.secureByDefault
    if (on === null || on === undefined) return settingMissing('secureByDefault')
    const evidence = [
      { object: 'Compliance settings', property: 'secureByDefault', value: on, expected: 'true', ok: on },
    ]
    return on
      ? pass('Devices that no policy looks at are not compliant.', { evidence })
      : fail('Devices that no policy looks at count as compliant.', { evidence })
  },
})
