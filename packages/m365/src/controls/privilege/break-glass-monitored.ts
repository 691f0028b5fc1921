import { defineManualControl } from '@tenantry/core'

export const emergencyUseNoticed = defineManualControl({
  id: 'entra-break-glass-monitored',
  title: 'Every use of an emergency account is noticed',
  area: 'Entra ID',
  severity: 'high',
  rationale: 'No policy guards these accounts, so that only an alarm tells a thief from an emergency.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Send the sign-in logs to Microsoft Sentinel or a Log Analytics workspace.',
      'Add an alert rule for any sign-in of the emergency accounts, which calls people rather than writing mail.',
      'Try it: sign in with one of the accounts, and wait for the call.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access',
    impact: 'The workspace costs money by volume.',
  },
  instructions: [
    'Open the alert rules of Azure Monitor, Microsoft Sentinel, Defender for Cloud Apps or your own system.',
    'A rule names every emergency account, fires at any sign-in, and reaches people who act at night, too.',
    'Its last test is less than 90 days ago.',
  ],
  because: 'Alert rules live outside of Microsoft 365, in the system that the security team watches.',
})
