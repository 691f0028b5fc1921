import { defineControl } from '@tenantry/core'
import { intunePolicies } from '../../resources/intune-policies.js'
import { judgeChoices } from './reasoning.js'

/** As the settings catalogue names the choices. */
const CHOICES = ['device_vendor_msft_laps_policies_backupdirectory_1']

export const lapsConfigured = defineControl({
  id: 'intune-laps-policy',
  title: 'Local administrator passwords are kept in the directory',
  area: 'Intune',
  severity: 'medium',
  rationale: 'One password for all computers lets an attacker walk from the first to the rest.',
  licence: 'Intune',
  remediation: {
    steps: [
      'Open Endpoint security › Account protection of the Intune admin center.',
      'Create a policy for Windows LAPS that backs up to Entra ID, and assign it.',
    ],
    link: 'https://learn.microsoft.com/intune/intune-service/protect/windows-laps-overview',
    impact: 'Support looks up the password of one computer when it is needed.',
  },
  needs: { policies: intunePolicies },
  evaluate: ({ policies }) => judgeChoices(policies, CHOICES, 'keeps local administrator passwords in the directory'),
})
