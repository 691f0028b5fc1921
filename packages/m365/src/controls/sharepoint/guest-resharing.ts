import { defineControl } from '@tenantry/core'
import { sharePointSettings } from '../../resources/sharepoint-settings.js'
import { settingMissing } from '../settings.js'
import { judgeSetting } from './reasoning.js'

export const guestsDoNotShare = defineControl({
  id: 'spo-guest-resharing',
  title: 'Guests cannot share what they do not own',
  area: 'SharePoint and OneDrive',
  severity: 'medium',
  rationale: 'What was shared with one guest can otherwise travel on to anyone.',
  licence: 'SharePoint',
  remediation: {
    steps: [
      'Open Policies › Sharing of the SharePoint admin center.',
      'Clear Allow guests to share items they do not own.',
    ],
    link: 'https://learn.microsoft.com/sharepoint/turn-external-sharing-on-or-off',
    impact: 'Guests ask a member to share further.',
  },
  needs: { settings: sharePointSettings },
  evaluate({ settings: { isResharingByExternalUsersEnabled: value } }) {
    if (value === null || value === undefined) return settingMissing('isResharingByExternalUsersEnabled')
    return judgeSetting(
      { property: 'isResharingByExternalUsersEnabled', value, expected: 'false', ok: !value },
      'Guests cannot share on.',
      'Guests can share what was shared with them.',
    )
  },
})
