import { defineControl } from '@tenantry/core'
import { adminConsentRequestPolicy } from '../../resources/admin-consent-request-policy.js'
import { judgeSettings } from '../settings.js'

export const consentCanBeRequested = defineControl({
  id: 'entra-admin-consent-workflow',
  title: 'People can ask administrators for consent',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'People who cannot ask find another way, or another app.',
  remediation: {
    steps: [
      'Open Enterprise apps › Consent and permissions › Admin consent settings of the Microsoft Entra admin center.',
      'Let users request admin consent, and choose reviewers.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/enterprise-apps/configure-admin-consent-workflow',
    impact: 'Reviewers get requests by mail.',
  },
  needs: { policy: adminConsentRequestPolicy },
  evaluate: ({ policy: { isEnabled: value } }) =>
    judgeSettings(
      [{ property: 'isEnabled', value: value ?? false, expected: 'true', ok: value === true }],
      'People can ask administrators for consent.',
      'People cannot ask administrators for consent.',
    ),
})
