import { defineManualControl } from '@tenantry/core'

export const appsKeptFromData = defineManualControl({
  id: 'purview-dlp-endpoint-apps',
  title: 'Apps and devices without protection cannot open personal data',
  area: 'Purview',
  severity: 'low',
  rationale: 'A file that a cloud drive or a telephone may copy is protected nowhere else.',
  licence: 'Microsoft 365 E5',
  remediation: {
    steps: ['Add the actions for devices to the rule and block both.'],
    link: 'https://learn.microsoft.com/purview/endpoint-dlp-using',
    impact: 'People cannot open such files with these apps.',
  },
  instructions: [
    'Open the rule for devices in the Purview portal.',
    'Access by restricted apps and transfer by Bluetooth are set to Block for the kinds of personal data that you protect.',
  ],
  because: 'What a rule does on computers is not among what the interface tells an app.',
})
