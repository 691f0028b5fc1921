import { defineManualControl } from '@tenantry/core'

export const alertsWatched = defineManualControl({
  id: 'mdo-alerts-monitored',
  title: 'Somebody reads the alerts',
  area: 'Defender for Office',
  severity: 'medium',
  rationale: 'An alert that nobody reads is as good as none.',
  remediation: {
    steps: [
      'Send the alerts to a mailbox that is read every day, or into the system where security events are watched.',
    ],
    link: 'https://learn.microsoft.com/defender-xdr/alert-policies',
    impact: 'Somebody has to have the time to read them.',
  },
  instructions: [
    'Open Email & collaboration › Policies & rules › Alert policy of the Defender portal.',
    'Each alert policy that matters has recipients, or alerts are taken over by the system that watches security events.',
    'Ask the people behind these addresses when they last acted on an alert.',
  ],
  because: 'Recipients can be read, but not whether anybody reads what they get.',
})
