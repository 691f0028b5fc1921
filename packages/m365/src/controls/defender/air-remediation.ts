import { defineManualControl } from '@tenantry/core'

export const investigationsAct = defineManualControl({
  id: 'mdo-air-remediation',
  title: 'Automated investigations may act on mail by themselves',
  area: 'Defender for Office',
  severity: 'low',
  rationale: 'Messages that an investigation found malicious stay in mailboxes until somebody approves their removal.',
  licence: 'Microsoft 365 E5',
  remediation: {
    steps: [
      'Open Settings › Email & collaboration › Automated investigation and response of the Defender portal.',
      'Choose the kinds of clusters whose messages are to be removed without approval.',
    ],
    link: 'https://learn.microsoft.com/defender-office-365/air-auto-remediation',
    impact: 'Messages are removed that nobody looked at before; they can be brought back.',
  },
  instructions: [
    'Open Settings › Email & collaboration › Automated investigation and response of the Defender portal.',
    'Automatic remediation is on for clusters of similar files and similar links.',
  ],
  because: 'No interface tells an app this setting.',
})
