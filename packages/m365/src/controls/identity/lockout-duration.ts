import { defineControl } from '@tenantry/core'
import { groupSettings, settingOf } from '../../resources/group-settings.js'
import { judgeSettings } from '../settings.js'

/** Also what holds where nobody set anything. */
const LIMIT = 60

export const lockoutLongEnough = defineControl({
  id: 'entra-lockout-duration',
  title: 'Accounts stay locked for a minute or longer after wrong passwords',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'The lock is what makes guessing slow.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Open Protection › Authentication methods › Password protection of the Microsoft Entra admin center.',
      'Set Lockout duration in seconds to 60 or more.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/authentication/howto-password-smart-lockout',
    impact: 'None.',
  },
  needs: { settings: groupSettings },
  evaluate({ settings }) {
    const seconds = Number(settingOf(settings, 'Password Rule Settings', 'LockoutDurationInSeconds') ?? LIMIT)
    return judgeSettings(
      [{ property: 'LockoutDurationInSeconds', value: seconds, expected: '60 or more', ok: seconds >= LIMIT }],
      `Accounts stay locked for ${seconds} seconds.`,
      `Accounts stay locked for ${seconds} seconds only.`,
    )
  },
})
