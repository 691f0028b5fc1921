import { defineControl, fail, pass } from '@tenantry/core'
import { organizationConfig } from '../../resources/organization-config.js'
import { owaMailboxPolicies } from '../../resources/owa-mailbox-policies.js'
import { settingMissing } from '../settings.js'

export const sharedBookingsOff = defineControl({
  id: 'exo-shared-bookings',
  title: 'Nobody opens public booking pages by themselves',
  area: 'Exchange Online',
  severity: 'low',
  rationale: 'A booking page makes a mailbox with a friendly name that anyone may choose, also “CEO”.',
  licence: 'Exchange Online',
  remediation: {
    steps: ['Run Set-OwaMailboxPolicy with BookingsMailboxCreationEnabled set to false for the default policy.'],
    link: 'https://learn.microsoft.com/microsoft-365/bookings/turn-bookings-on-or-off',
    impact: 'Administrators make booking pages for those who need them.',
  },
  needs: { organization: organizationConfig, policies: owaMailboxPolicies },
  evaluate({ organization: [config], policies }) {
    const whole = config?.BookingsEnabled
    const standard = policies.find(({ IsDefault }) => IsDefault === true) ?? policies[0]
    const own = standard?.BookingsMailboxCreationEnabled
    if ((whole === null || whole === undefined) && (own === null || own === undefined))
      return settingMissing('BookingsEnabled')
    const ok = whole === false || own === false
    const evidence = [
      {
        object: 'Exchange',
        property: 'BookingsEnabled',
        value: whole ?? null,
        expected: 'false, or off in the policy',
        ok: whole === false,
      },
      {
        object: standard?.Name ?? 'Default policy',
        property: 'BookingsMailboxCreationEnabled',
        value: own ?? null,
        expected: 'false',
        ok: own === false,
      },
    ]
    return ok
      ? pass('Nobody opens booking pages by themselves.', { evidence })
      : fail('Everyone can open booking pages.', { evidence })
  },
})
