import { defineControl } from '@tenantry/core'
import { sharePointTenant } from '../../resources/sharepoint-tenant.js'
import { settingMissing } from '../settings.js'
import { judgeSetting } from './reasoning.js'

export const defaultLinkForSpecificPeople = defineControl({
  id: 'spo-default-link-specific',
  title: 'Links are for specific people unless someone chooses otherwise',
  area: 'SharePoint and OneDrive',
  severity: 'medium',
  rationale: 'Most people keep the kind of link they are offered first.',
  licence: 'SharePoint',
  remediation: {
    steps: [
      'Open Policies › Sharing of the SharePoint admin center.',
      'Under File and folder links choose Specific people.',
    ],
    link: 'https://learn.microsoft.com/sharepoint/change-default-sharing-link',
    impact: 'People name the receivers each time they share.',
  },
  needs: { tenant: sharePointTenant },
  evaluate({ tenant: { DefaultSharingLinkType: value } }) {
    if (value === null || value === undefined) return settingMissing('DefaultSharingLinkType')
    return judgeSetting(
      { property: 'DefaultSharingLinkType', value, expected: '1, specific people', ok: value === 1 },
      'The link offered first is for specific people.',
      'The link offered first is not for specific people.',
    )
  },
})
