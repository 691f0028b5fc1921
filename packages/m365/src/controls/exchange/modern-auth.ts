import { defineControl } from '@tenantry/core'
import { organizationConfig } from '../../resources/organization-config.js'
import { judgeSwitch } from '../settings.js'

export const modernSignInOn = defineControl({
  id: 'exo-modern-auth',
  title: 'Outlook uses modern authentication',
  area: 'Exchange Online',
  severity: 'critical',
  rationale: 'Only the modern way of signing in can ask for a second factor.',
  licence: 'Exchange Online',
  remediation: {
    steps: ['Run Set-OrganizationConfig with OAuth2ClientProfileEnabled set to true.'],
    link: 'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/enable-or-disable-modern-authentication-in-exchange-online',
    impact: 'Office 2010 and older can no longer connect.',
  },
  needs: { organization: organizationConfig },
  evaluate: ({ organization: [config] }) =>
    judgeSwitch(
      {
        object: 'Exchange',
        property: 'OAuth2ClientProfileEnabled',
        value: config?.OAuth2ClientProfileEnabled,
        expected: 'true',
      },
      true,
      'Outlook signs in the modern way.',
      'Outlook may sign in with a password alone.',
    ),
})
