import { defineControl } from '@tenantry/core'
import { sharePointTenant } from '../../resources/sharepoint-tenant.js'
import { settingMissing } from '../settings.js'
import { judgeSetting } from './reasoning.js'

const MOST_DAYS = 30

export const guestAccessEnds = defineControl({
  id: 'spo-guest-expiry',
  title: 'Access of guests to sites ends within 30 days',
  area: 'SharePoint and OneDrive',
  severity: 'low',
  rationale: 'Access that nobody renews is access that nobody needs.',
  licence: 'SharePoint',
  remediation: {
    steps: [
      'Open Policies › Sharing of the SharePoint admin center.',
      'Turn on Guest access to a site or OneDrive will expire automatically after this many days, and set 30 or less.',
    ],
    link: 'https://learn.microsoft.com/sharepoint/turn-external-sharing-on-or-off',
    impact: 'Owners of sites renew guests who stay.',
  },
  needs: { tenant: sharePointTenant },
  evaluate({ tenant: { ExternalUserExpirationRequired: required, ExternalUserExpireInDays: days } }) {
    if (required === null || required === undefined) return settingMissing('ExternalUserExpirationRequired')
    if (required && (days === null || days === undefined)) return settingMissing('ExternalUserExpireInDays')
    const ok = required && (days ?? 0) <= MOST_DAYS
    return judgeSetting(
      { property: 'ExternalUserExpireInDays', value: required ? days : 'never', expected: `${MOST_DAYS} or less`, ok },
      `Access of guests ends after ${days} days.`,
      required ? `Access of guests ends only after ${days} days.` : 'Access of guests never ends.',
    )
  },
})
