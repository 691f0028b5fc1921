import { defineControl } from '@tenantry/core'
import { intunePolicies } from '../../resources/intune-policies.js'
import { judgeChoices } from './reasoning.js'

/** As the settings catalogue names the choices. */
const CHOICES = [
  'device_vendor_msft_bitlocker_requiredeviceencryption_1',
  'device_vendor_msft_bitlocker_systemdrivesencryptiontype_osencryptiontypedropdown_name_1',
]

export const disksEncrypted = defineControl({
  id: 'intune-bitlocker',
  title: 'Disks of Windows computers are encrypted',
  area: 'Intune',
  severity: 'medium',
  rationale: 'A disk that is not encrypted is read by whoever finds the computer.',
  licence: 'Intune',
  remediation: {
    steps: [
      'Open Endpoint security › Disk encryption of the Intune admin center.',
      'Create a BitLocker policy that requires encryption of the whole system disk, and assign it.',
    ],
    link: 'https://learn.microsoft.com/intune/intune-service/protect/encrypt-devices',
    impact: 'Computers encrypt in the background; keys are kept in the directory.',
  },
  needs: { policies: intunePolicies },
  evaluate: ({ policies }) => judgeChoices(policies, CHOICES, 'encrypts the whole disk'),
})
