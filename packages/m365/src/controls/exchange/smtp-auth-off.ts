import { defineControl } from '@tenantry/core'
import { transportConfig } from '../../resources/transport-config.js'
import { judgeSwitch } from '../settings.js'

export const smtpSignInOff = defineControl({
  id: 'exo-smtp-auth-off',
  title: 'Mail cannot be sent over SMTP with a password alone',
  area: 'Exchange Online',
  severity: 'high',
  rationale: 'SMTP with a password knows no second factor, which makes it the way in that attackers try first.',
  licence: 'Exchange Online',
  remediation: {
    steps: [
      'Find devices and programs that still send this way in the SMTP AUTH report, and move them.',
      'Run Set-TransportConfig with SmtpClientAuthenticationDisabled set to true.',
    ],
    link: 'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/authenticated-client-smtp-submission',
    impact: 'Printers and programs that send with a password stop, unless their mailbox is let through by itself.',
  },
  needs: { transport: transportConfig },
  evaluate: ({ transport: [config] }) =>
    judgeSwitch(
      {
        object: 'Mail flow settings',
        property: 'SmtpClientAuthenticationDisabled',
        value: config?.SmtpClientAuthenticationDisabled,
        expected: 'true',
      },
      true,
      'Mail cannot be handed in with a password over SMTP.',
      'Mail can be handed in with a password over SMTP.',
    ),
})
