import { defineControl } from '@tenantry/core'
import { groupSettings, settingOf } from '../../resources/group-settings.js'
import { isTrue, judgeSettings } from '../settings.js'

export const ownersConsentOff = defineControl({
  id: 'entra-group-owner-consent-off',
  title: 'Owners of groups do not consent to applications',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'An owner who consents gives an app the data of all members.',
  remediation: {
    steps: [
      'Open Enterprise apps › Consent and permissions of the Microsoft Entra admin center.',
      'Do not allow group owner consent.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/enterprise-apps/configure-user-consent-groups',
    impact: 'Owners ask an administrator.',
  },
  needs: { settings: groupSettings },
  evaluate({ settings }) {
    // The switch is gone in many tenants, and was never set in others.
    const on = isTrue(settingOf(settings, 'Consent Policy Settings', 'EnableGroupSpecificConsent')) ?? false
    return judgeSettings(
      [{ property: 'EnableGroupSpecificConsent', value: on, expected: 'false, or absent', ok: !on }],
      'Owners of groups do not consent to applications.',
      'Owners of groups can consent to applications.',
    )
  },
})
