import { defineManualControl } from '@tenantry/core'

export const restrictedAppsListed = defineManualControl({
  id: 'mdo-dlp-restricted-apps',
  title: 'Apps that must not open personal data are listed',
  area: 'Purview',
  severity: 'low',
  rationale: 'A rule can only stop the apps that somebody named.',
  licence: 'Microsoft 365 E5',
  remediation: {
    steps: ['Add the apps to a restricted app group.'],
    link: 'https://learn.microsoft.com/purview/dlp-configure-endpoint-settings',
    impact: 'None by itself: rules refer to the list.',
  },
  instructions: [
    'Open Settings › Data loss prevention › Endpoint DLP settings › Restricted apps and app groups of the Purview portal.',
    'The apps that you do not trust with personal data are on the list.',
  ],
  because: 'The list is not among what the interface tells an app.',
})
