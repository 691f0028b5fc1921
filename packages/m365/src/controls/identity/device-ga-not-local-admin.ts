import { defineControl } from '@tenantry/core'
import { deviceRegistrationPolicy } from '../../resources/device-registration-policy.js'
import { judgeSettings } from '../settings.js'

export const globalAdministratorsNotLocal = defineControl({
  id: 'entra-device-ga-not-local-admin',
  title: 'Global Administrators are no administrators of computers',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'Signing in to a computer leaves traces of the account; those of a Global Administrator open everything.',
  remediation: {
    steps: [
      'Open Devices › Device settings of the Microsoft Entra admin center.',
      'Do not add the Global Administrator role as local administrator when devices join.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/devices/manage-device-identities',
    impact: 'Support uses Windows LAPS or a role for devices.',
  },
  needs: { devices: deviceRegistrationPolicy },
  evaluate({ devices }) {
    const value = devices.azureADJoin?.localAdmins?.enableGlobalAdmins
    return judgeSettings(
      [{ property: 'azureADJoin.localAdmins.enableGlobalAdmins', value, expected: 'false', ok: value === false }],
      'Global Administrators are no administrators of computers.',
      'Global Administrators become administrators of every computer that joins.',
    )
  },
})
