import { defineControl } from '@tenantry/core'
import { groupSettings, settingOf } from '../../resources/group-settings.js'
import { isTrue, judgeSettings } from '../settings.js'

export const guestsOwnNoGroups = defineControl({
  id: 'entra-group-guest-owner-off',
  title: 'Guests own no groups',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'An owner decides who else comes in.',
  remediation: {
    steps: ['Set AllowGuestsToBeGroupOwner to false in the settings for unified groups.'],
    link: 'https://learn.microsoft.com/entra/identity/users/groups-settings-cmdlets',
    impact: 'Groups that a guest owns need another owner.',
  },
  needs: { settings: groupSettings },
  evaluate({ settings }) {
    const own = isTrue(settingOf(settings, 'Group.Unified', 'AllowGuestsToBeGroupOwner')) ?? false
    const take = isTrue(settingOf(settings, 'Group.Unified', 'AllowGuestsToAccessGroups')) ?? true
    const warnings = take
      ? []
      : ['Guests cannot open groups at all, so that work with them moves to places nobody sees.']
    return judgeSettings(
      [{ property: 'AllowGuestsToBeGroupOwner', value: own, expected: 'false', ok: !own }],
      'Guests own no groups.',
      'Guests can own groups.',
      warnings,
    )
  },
})
