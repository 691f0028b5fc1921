import { defineControl, notApplicable } from '@tenantry/core'
import { groupSettings, settingOf } from '../../resources/group-settings.js'
import { organizations } from '../../resources/organizations.js'
import { isTrue, judgeSettings } from '../settings.js'

export const passwordsCheckedOnPremises = defineControl({
  id: 'entra-banned-passwords-onprem',
  title: 'Passwords are checked on premises, too',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'A weak password that is set on premises comes to the cloud by synchronization.',
  licence: 'Entra ID P1',
  remediation: {
    steps: [
      'Open Protection › Authentication methods › Password protection of the Microsoft Entra admin center.',
      'Turn on protection for Windows Server Active Directory, mode Enforced, and install the agents.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/authentication/howto-password-ban-bad-on-premises-operations',
    impact: 'Weak passwords are refused on premises.',
  },
  needs: { settings: groupSettings, organization: organizations },
  evaluate({ settings, organization: [tenant] }) {
    if (tenant?.onPremisesSyncEnabled !== true) return notApplicable('No directory on premises is synchronized.')
    const on = isTrue(settingOf(settings, 'Password Rule Settings', 'EnableBannedPasswordCheckOnPremises')) ?? false
    const mode = settingOf(settings, 'Password Rule Settings', 'BannedPasswordCheckOnPremisesMode') ?? 'Audit'
    return judgeSettings(
      [
        { property: 'EnableBannedPasswordCheckOnPremises', value: on, expected: 'true', ok: on },
        {
          property: 'BannedPasswordCheckOnPremisesMode',
          value: mode,
          expected: 'Enforce',
          ok: /^enforced?$/i.test(mode),
        },
      ],
      'Passwords are checked on premises.',
      'Weak passwords can be set on premises.',
    )
  },
})
