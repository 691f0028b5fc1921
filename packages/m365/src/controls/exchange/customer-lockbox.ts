import { defineControl } from '@tenantry/core'
import { organizationConfig } from '../../resources/organization-config.js'
import { judgeSwitch } from '../settings.js'

export const customerLockboxOn = defineControl({
  id: 'exo-customer-lockbox',
  title: 'Engineers of Microsoft ask before they look at data',
  area: 'Exchange Online',
  severity: 'medium',
  rationale: 'Support may need to open a mailbox; with Customer Lockbox somebody here has to agree.',
  licence: 'Microsoft 365 E5',
  remediation: {
    steps: [
      'Open Org settings › Security & privacy › Customer lockbox of the Microsoft 365 admin center.',
      'Require approval for all data access requests.',
    ],
    link: 'https://learn.microsoft.com/purview/customer-lockbox-requests',
    impact: 'Somebody answers requests within twelve hours, or support waits.',
  },
  needs: { organization: organizationConfig },
  evaluate: ({ organization: [config] }) =>
    judgeSwitch(
      {
        object: 'Exchange',
        property: 'CustomerLockboxEnabled',
        value: config?.CustomerLockboxEnabled,
        expected: 'true',
      },
      true,
      'Engineers of Microsoft ask before they look at data.',
      'Engineers of Microsoft need not ask before they look at data.',
    ),
})
