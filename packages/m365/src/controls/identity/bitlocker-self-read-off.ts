import { defineControl } from '@tenantry/core'
import { authorizationPolicy } from '../../resources/authorization-policy.js'
import { judgeSettings } from '../settings.js'

export const recoveryKeysWithSupport = defineControl({
  id: 'entra-bitlocker-self-read-off',
  title: 'People do not read the recovery keys of their computers',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'A key that its user can read opens the disk of a stolen computer to whoever has the password.',
  remediation: {
    steps: [
      'Open Devices › Device settings of the Microsoft Entra admin center.',
      'Restrict users from recovering the BitLocker keys of their own devices.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/devices/manage-device-identities',
    impact: 'Support reads the key for people who need it.',
  },
  needs: { policies: authorizationPolicy },
  evaluate: ({ policies }) =>
    judgeSettings(
      policies.map((policy) => {
        const value = policy.defaultUserRolePermissions?.allowedToReadBitlockerKeysForOwnedDevice
        return {
          property: 'defaultUserRolePermissions.allowedToReadBitlockerKeysForOwnedDevice',
          value,
          expected: 'false',
          ok: value === false,
        }
      }),
      'People do not read their recovery keys.',
      'People can read their recovery keys.',
    ),
})
