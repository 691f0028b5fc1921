import { defineManualControl } from '@tenantry/core'

export const cloudAppsConnected = defineManualControl({
  id: 'mdo-cloud-apps-connected',
  title: 'Defender for Cloud Apps watches Microsoft 365',
  area: 'Defender for Office',
  severity: 'medium',
  rationale: 'It sees what happens after the sign-in: mass downloads, odd forwarding rules, apps that were let in.',
  licence: 'Microsoft 365 E5',
  remediation: {
    steps: [
      'Open Settings › Cloud apps › Connected apps › App connectors of the Defender portal.',
      'Connect Microsoft 365 with all its parts.',
    ],
    link: 'https://learn.microsoft.com/defender-cloud-apps/protect-office-365',
    impact: 'Activities of people are recorded and looked at.',
  },
  instructions: [
    'Open Settings › Cloud apps › Connected apps › App connectors of the Defender portal: Microsoft 365 is connected, and its state is healthy.',
    'Under Files, file monitoring is on.',
    'Under Policies, policies for anomalies are on and alert somebody.',
  ],
  because: 'No interface tells an app whether the connector is there.',
})
