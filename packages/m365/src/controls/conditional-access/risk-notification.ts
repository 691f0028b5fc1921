import { defineManualControl } from '@tenantry/core'

export const riskNotification = defineManualControl({
  id: 'entra-risk-notification',
  title: 'Somebody is told at once when an account is at high risk',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'Risk that nobody hears of is looked into days later, when the damage is done.',
  licence: 'Entra ID P2',
  remediation: {
    steps: [
      'Open Identity Protection › Users at risk detected alerts.',
      'Add a mailbox that somebody watches, such as that of the security team.',
      'Choose to be told from risk level High on, and save.',
    ],
    link: 'https://learn.microsoft.com/entra/id-protection/howto-identity-protection-configure-notifications',
    impact: 'None for users; the mailbox receives a message for each account that comes to be at high risk.',
  },
  instructions: [
    'Open the Entra admin center › Identity Protection › Users at risk detected alerts.',
    'The list of recipients must name at least one mailbox or person who reads it on every working day.',
    'The level from which they are told must be High, or lower.',
    'Attach a picture of the page.',
  ],
  because: 'Microsoft offers no interface by which the recipients of these alerts can be read.',
})
