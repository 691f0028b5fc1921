import { defineControl } from '@tenantry/core'
import { organizationConfig } from '../../resources/organization-config.js'
import { judgeSwitch } from '../settings.js'

export const directSendRejected = defineControl({
  id: 'exo-reject-direct-send',
  title: 'Mail that claims to be from here needs a sign-in',
  area: 'Exchange Online',
  severity: 'medium',
  rationale: 'Direct Send lets anyone on the internet hand in mail with an address of your own.',
  licence: 'Exchange Online',
  remediation: {
    steps: [
      'Move printers and applications that send without a sign-in to a connector.',
      'Run Set-OrganizationConfig with RejectDirectSend set to true.',
    ],
    link: 'https://learn.microsoft.com/exchange/mail-flow-best-practices/how-to-set-up-a-multifunction-device-or-application-to-send-email-using-microsoft-365-or-office-365',
    impact: 'Devices that send without a sign-in or a connector are refused.',
  },
  needs: { organization: organizationConfig },
  evaluate: ({ organization: [config] }) =>
    judgeSwitch(
      { object: 'Exchange', property: 'RejectDirectSend', value: config?.RejectDirectSend, expected: 'true' },
      true,
      'Mail from own addresses without a sign-in is rejected.',
      'Mail from own addresses without a sign-in is accepted.',
    ),
})
