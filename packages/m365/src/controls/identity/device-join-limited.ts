import { defineControl } from '@tenantry/core'
import { deviceRegistrationPolicy } from '../../resources/device-registration-policy.js'
import { judgeSettings } from '../settings.js'

export const joinLimited = defineControl({
  id: 'entra-device-join-limited',
  title: 'Only chosen people join devices',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'A device that an attacker joins counts as one of yours.',
  remediation: {
    steps: [
      'Open Devices › Device settings of the Microsoft Entra admin center.',
      'Let selected users, or none, join devices.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/devices/manage-device-identities',
    impact: 'Others ask support to join a device.',
  },
  needs: { devices: deviceRegistrationPolicy },
  evaluate({ devices }) {
    const value = devices.azureADJoin?.allowedToJoin?.['@odata.type']
    return judgeSettings(
      [
        {
          property: 'azureADJoin.allowedToJoin',
          value,
          expected: 'chosen people, or nobody',
          ok:
            value?.startsWith('#microsoft.graph.enumerated') === true ||
            value?.startsWith('#microsoft.graph.no') === true,
        },
      ],
      'Only chosen people join devices.',
      'Everyone can join devices.',
    )
  },
})
