import { defineControl } from '@tenantry/core'
import { sharePointTenant } from '../../resources/sharepoint-tenant.js'
import { settingMissing } from '../settings.js'
import { judgeSetting, sayWith, sharingOfNumber } from './reasoning.js'

export const oneDriveSharingLimited = defineControl({
  id: 'onedrive-external-sharing',
  title: 'OneDrive shares with guests of the directory at most',
  area: 'SharePoint and OneDrive',
  severity: 'high',
  rationale: 'Files in OneDrive are shared by one person alone, and nobody else sees with whom.',
  licence: 'SharePoint',
  remediation: {
    steps: [
      'Open Policies › Sharing of the SharePoint admin center.',
      'Move the slider for OneDrive to Existing guests or Only people in your organization.',
    ],
    link: 'https://learn.microsoft.com/sharepoint/turn-external-sharing-on-or-off',
    impact: 'Links to people who are not guests yet stop being possible.',
  },
  needs: { tenant: sharePointTenant },
  evaluate({ tenant: { ODBSharingCapability: value } }) {
    const sharing = sharingOfNumber(value)
    if (!sharing) return settingMissing('ODBSharingCapability')
    const ok = sharing === 'nobody' || sharing === 'existingGuests'
    const text = `OneDrive shares with ${sayWith(sharing)}.`
    return judgeSetting({ property: 'ODBSharingCapability', value, expected: '0 or 3', ok }, text, text)
  },
})
