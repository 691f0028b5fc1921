import { defineControl } from '@tenantry/core'
import { groupSettings, settingOf } from '../../resources/group-settings.js'
import { isTrue, judgeSettings } from '../settings.js'

export const ownWordsBanned = defineControl({
  id: 'entra-banned-passwords',
  title: 'Passwords hold no words of the organization',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'The first guess is the name of the company and the year.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Open Protection › Authentication methods › Password protection of the Microsoft Entra admin center.',
      'Turn on the custom list, and enter names of the company, its products and places.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/authentication/tutorial-configure-custom-password-protection',
    impact: 'People choose another password at the next change.',
  },
  needs: { settings: groupSettings },
  evaluate({ settings }) {
    const on = isTrue(settingOf(settings, 'Password Rule Settings', 'EnableBannedPasswordCheck')) ?? false
    const words = (settingOf(settings, 'Password Rule Settings', 'BannedPasswordList') ?? '')
      .split('\t')
      .filter((word) => word.trim() !== '')
    return judgeSettings(
      [
        { property: 'EnableBannedPasswordCheck', value: on, expected: 'true', ok: on },
        { property: 'BannedPasswordList', value: words.length, expected: 'at least one word', ok: words.length > 0 },
      ],
      `${words.length} words of the organization are banned from passwords.`,
      'Passwords may hold words of the organization.',
    )
  },
})
