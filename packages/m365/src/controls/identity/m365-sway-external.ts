import { defineManualControl } from '@tenantry/core'

export const swaysStayInside = defineManualControl({
  id: 'm365-sway-external',
  title: 'Sways are not shared outside',
  area: 'Microsoft 365',
  severity: 'low',
  rationale: 'A Sway is a page on the open web that looks like a draft.',
  remediation: {
    steps: ['Clear the box.'],
    link: 'https://learn.microsoft.com/microsoft-365/admin/misc/sway-settings',
    impact: 'Links to sways stop working outside.',
  },
  instructions: [
    'Open Settings › Org settings › Sway of the Microsoft 365 admin center.',
    'Let people in your organization share their sways with people outside is off.',
  ],
  because: 'The setting is not among what the interfaces tell.',
})
