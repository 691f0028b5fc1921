import { defineControl } from '@tenantry/core'
import { authorizationPolicy } from '../../resources/authorization-policy.js'
import { groupSettings, settingOf } from '../../resources/group-settings.js'
import { isTrue, judgeSettings } from '../settings.js'

export const riskyConsentOff = defineControl({
  id: 'entra-risky-consent-off',
  title: 'Nobody consents to applications that Microsoft finds risky',
  area: 'Entra ID',
  severity: 'high',
  rationale: 'Microsoft marks apps that behave like an attack; consent to them should end there.',
  remediation: {
    steps: [
      'Run Update-MgPolicyAuthorizationPolicy with allowUserConsentForRiskyApps set to false.',
      'Set BlockUserConsentForRiskyApps to true in the consent policy settings, where they exist.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/enterprise-apps/configure-risk-based-step-up-consent',
    impact: 'People ask an administrator for such an app.',
  },
  needs: { policies: authorizationPolicy },
  wants: { settings: groupSettings },
  evaluate({ policies, settings }) {
    const blocked = settings && isTrue(settingOf(settings, 'Consent Policy Settings', 'BlockUserConsentForRiskyApps'))
    return judgeSettings(
      [
        // Absent means that nobody ever allowed it.
        ...policies.map(({ allowUserConsentForRiskyApps: value }) => ({
          property: 'allowUserConsentForRiskyApps',
          value: value ?? false,
          expected: 'false',
          ok: value !== true,
        })),
        ...(blocked === undefined
          ? []
          : [{ property: 'BlockUserConsentForRiskyApps', value: blocked, expected: 'true', ok: blocked }]),
      ],
      'Nobody consents to risky applications.',
      'People can consent to risky applications.',
    )
  },
})
