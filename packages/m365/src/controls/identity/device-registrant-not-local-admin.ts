import { defineControl } from '@tenantry/core'
import { deviceRegistrationPolicy } from '../../resources/device-registration-policy.js'
import { judgeSettings } from '../settings.js'

export const registrantsNotLocal = defineControl({
  id: 'entra-device-registrant-not-local-admin',
  title: 'Whoever joins a computer does not become its administrator',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'With local administration, one wrong click installs anything.',
  remediation: {
    steps: [
      'Open Devices › Device settings of the Microsoft Entra admin center.',
      'Let selected users, or none, become local administrators of devices that they join.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/devices/manage-device-identities',
    impact: 'People ask support to install software.',
  },
  needs: { devices: deviceRegistrationPolicy },
  evaluate({ devices }) {
    const value = devices.azureADJoin?.localAdmins?.registeringUsers?.['@odata.type']
    return judgeSettings(
      [
        {
          property: 'azureADJoin.localAdmins.registeringUsers',
          value,
          expected: 'chosen people, or nobody',
          ok:
            value?.startsWith('#microsoft.graph.enumerated') === true ||
            value?.startsWith('#microsoft.graph.no') === true,
        },
      ],
      'Whoever joins a computer does not become its administrator.',
      'Whoever joins a computer becomes its administrator.',
    )
  },
})
