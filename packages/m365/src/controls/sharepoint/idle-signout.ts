import { defineControl } from '@tenantry/core'
import { sharePointSettings } from '../../resources/sharepoint-settings.js'
import { settingMissing } from '../settings.js'
import { judgeSetting } from './reasoning.js'

const MOST_SECONDS = 3 * 60 * 60

export const idleSessionsEnd = defineControl({
  id: 'spo-idle-signout',
  title: 'Idle sessions of SharePoint end within three hours',
  area: 'SharePoint and OneDrive',
  severity: 'low',
  rationale: 'A browser that stays open on a shared computer goes on showing everything.',
  licence: 'SharePoint',
  remediation: {
    steps: [
      'Open Policies › Access control › Idle session sign-out of the SharePoint admin center.',
      'Turn it on and sign people out after three hours or less.',
    ],
    link: 'https://learn.microsoft.com/sharepoint/sign-out-inactive-users',
    impact: 'People on computers that are not managed sign in again after a pause.',
  },
  needs: { settings: sharePointSettings },
  evaluate({ settings: { idleSessionSignOut: idle } }) {
    if (idle === null || idle === undefined) return settingMissing('idleSessionSignOut')
    const seconds = idle.signOutAfterInSeconds ?? 0
    const ok = idle.isEnabled === true && seconds > 0 && seconds <= MOST_SECONDS
    return judgeSetting(
      { property: 'idleSessionSignOut', value: idle, expected: `on, after at most ${MOST_SECONDS} seconds`, ok },
      `Idle sessions end after ${Math.round(seconds / 60)} minutes.`,
      idle.isEnabled ? `Idle sessions end only after ${Math.round(seconds / 60)} minutes.` : 'Idle sessions never end.',
    )
  },
})
