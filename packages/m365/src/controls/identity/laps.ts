import { defineControl } from '@tenantry/core'
import { deviceRegistrationPolicy } from '../../resources/device-registration-policy.js'
import { judgeSettings } from '../settings.js'

export const lapsOn = defineControl({
  id: 'entra-laps',
  title: 'The directory keeps passwords of local administrators',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'Without it every computer has the same password, or one that nobody knows.',
  remediation: {
    steps: [
      'Open Devices › Device settings of the Microsoft Entra admin center.',
      'Turn on Microsoft Entra Local Administrator Password Solution.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/devices/manage-device-identities',
    impact: 'None until a policy for computers uses it.',
  },
  needs: { devices: deviceRegistrationPolicy },
  evaluate({ devices }) {
    const value = devices.localAdminPassword?.isEnabled
    return judgeSettings(
      [{ property: 'localAdminPassword.isEnabled', value, expected: 'true', ok: value === true }],
      'The directory keeps passwords of local administrators.',
      'The directory keeps no passwords of local administrators.',
    )
  },
})
