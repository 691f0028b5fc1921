import { defineControl } from '@tenantry/core'
import { groupSettings, settingOf } from '../../resources/group-settings.js'
import { isTrue, judgeSettings } from '../settings.js'

export const groupCreationLimited = defineControl({
  id: 'entra-m365-group-creation-off',
  title: 'Only chosen people create Microsoft 365 groups',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'Every group brings a site, a mailbox and a team that somebody has to look after.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Set EnableGroupCreation to false in the settings for unified groups, and name the group of people who may.',
    ],
    link: 'https://learn.microsoft.com/microsoft-365/solutions/manage-creation-of-groups',
    impact: 'Others ask for a team.',
  },
  needs: { settings: groupSettings },
  evaluate({ settings }) {
    // Where nobody set anything, everyone may.
    const everyone = isTrue(settingOf(settings, 'Group.Unified', 'EnableGroupCreation')) ?? true
    return judgeSettings(
      [{ property: 'EnableGroupCreation', value: everyone, expected: 'false', ok: !everyone }],
      'Only chosen people create Microsoft 365 groups.',
      'Everyone can create Microsoft 365 groups.',
    )
  },
})
