import { defineControl } from '@tenantry/core'
import { sharePointTenant } from '../../resources/sharepoint-tenant.js'
import { settingMissing } from '../settings.js'
import { judgeSetting } from './reasoning.js'

export const defaultLinkViews = defineControl({
  id: 'spo-default-link-view',
  title: 'Links let people view unless someone chooses otherwise',
  area: 'SharePoint and OneDrive',
  severity: 'medium',
  rationale: 'A link that lets people edit lets them change or delete what they were only meant to see.',
  licence: 'SharePoint',
  remediation: {
    steps: [
      'Open Policies › Sharing of the SharePoint admin center.',
      'Under File and folder links choose View as the default permission.',
    ],
    link: 'https://learn.microsoft.com/sharepoint/change-default-sharing-link',
    impact: 'People choose Edit where they want others to edit.',
  },
  needs: { tenant: sharePointTenant },
  evaluate({ tenant: { DefaultLinkPermission: value } }) {
    if (value === null || value === undefined) return settingMissing('DefaultLinkPermission')
    return judgeSetting(
      { property: 'DefaultLinkPermission', value, expected: '1, view', ok: value === 1 },
      'The link offered first lets people view.',
      'The link offered first lets people do more than view.',
    )
  },
})
