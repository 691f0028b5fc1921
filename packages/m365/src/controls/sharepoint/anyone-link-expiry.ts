import { defineControl, notApplicable } from '@tenantry/core'
import { sharePointTenant } from '../../resources/sharepoint-tenant.js'
import { settingMissing } from '../settings.js'
import { judgeSetting, sayWith, sharingOfNumber } from './reasoning.js'

const MOST_DAYS = 30

export const anyoneLinksExpire = defineControl({
  id: 'spo-anyone-link-expiry',
  title: 'Links for anyone end within 30 days',
  area: 'SharePoint and OneDrive',
  severity: 'medium',
  rationale: 'A link that never ends goes on opening the file long after everyone forgot it.',
  licence: 'SharePoint',
  remediation: {
    steps: [
      'Open Policies › Sharing of the SharePoint admin center.',
      'Under Anyone links set the expiry to 30 days or less.',
    ],
    link: 'https://learn.microsoft.com/sharepoint/turn-external-sharing-on-or-off',
    impact: 'Links for anyone must be renewed.',
  },
  needs: { tenant: sharePointTenant },
  evaluate({ tenant }) {
    const sharing = sharingOfNumber(tenant.SharingCapability)
    const days = tenant.RequireAnonymousLinksExpireInDays
    if (!sharing) return settingMissing('SharingCapability')
    if (days === null || days === undefined) return settingMissing('RequireAnonymousLinksExpireInDays')
    if (sharing !== 'anyone')
      return notApplicable(`SharePoint shares with ${sayWith(sharing)}, so that there are no links for anyone.`)
    const ok = days >= 1 && days <= MOST_DAYS
    return judgeSetting(
      { property: 'RequireAnonymousLinksExpireInDays', value: days, expected: `1 to ${MOST_DAYS}`, ok },
      `Links for anyone end after ${days} days.`,
      days < 1 ? 'Links for anyone never end.' : `Links for anyone end only after ${days} days.`,
    )
  },
})
