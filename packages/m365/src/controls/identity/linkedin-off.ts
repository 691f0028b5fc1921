import { defineManualControl } from '@tenantry/core'

export const linkedInApart = defineManualControl({
  id: 'entra-linkedin-off',
  title: 'Accounts are not joined with LinkedIn',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'A list of colleagues and contacts in a public network is where a targeted attack begins.',
  remediation: {
    steps: ['Set LinkedIn account connections to No.'],
    link: 'https://learn.microsoft.com/entra/identity/users/linkedin-integration',
    impact: 'People no longer see LinkedIn beside colleagues.',
  },
  instructions: [
    'Open User settings of the Microsoft Entra admin center.',
    'LinkedIn account connections is set to No.',
  ],
  because: 'The setting is not among what Graph tells.',
})
