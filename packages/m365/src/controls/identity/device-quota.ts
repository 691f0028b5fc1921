import { defineControl } from '@tenantry/core'
import { deviceRegistrationPolicy } from '../../resources/device-registration-policy.js'
import { judgeSettings } from '../settings.js'

export const deviceQuotaSmall = defineControl({
  id: 'entra-device-quota',
  title: 'Nobody joins more than ten devices',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'A large number lets one stolen account bring in a room full of devices.',
  remediation: {
    steps: [
      'Open Devices › Device settings of the Microsoft Entra admin center.',
      'Set the maximum number of devices per user to 10 or less.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/devices/manage-device-identities',
    impact: 'People with more devices remove old ones.',
  },
  needs: { devices: deviceRegistrationPolicy },
  evaluate({ devices }) {
    const value = devices.userDeviceQuota
    return judgeSettings(
      [{ property: 'userDeviceQuota', value, expected: '10 or less', ok: (value ?? Infinity) <= 10 }],
      'Nobody joins more than ten devices.',
      'People can join more than ten devices.',
    )
  },
})
