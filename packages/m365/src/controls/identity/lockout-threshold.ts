import { defineControl } from '@tenantry/core'
import { groupSettings, settingOf } from '../../resources/group-settings.js'
import { judgeSettings } from '../settings.js'

/** Also what holds where nobody set anything. */
const LIMIT = 10

export const lockoutSoonEnough = defineControl({
  id: 'entra-lockout-threshold',
  title: 'Accounts are locked after ten wrong passwords at the latest',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'Each further try is a guess for free.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Open Protection › Authentication methods › Password protection of the Microsoft Entra admin center.',
      'Set Lockout threshold to 10 or less.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/authentication/howto-password-smart-lockout',
    impact: 'People who mistype often wait a minute.',
  },
  needs: { settings: groupSettings },
  evaluate({ settings }) {
    const tries = Number(settingOf(settings, 'Password Rule Settings', 'LockoutThreshold') ?? LIMIT)
    return judgeSettings(
      [{ property: 'LockoutThreshold', value: tries, expected: '10 or less', ok: tries <= LIMIT }],
      `Accounts are locked after ${tries} wrong passwords.`,
      `Accounts are locked only after ${tries} wrong passwords.`,
    )
  },
})
