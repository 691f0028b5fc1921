import { defineManualControl } from '@tenantry/core'

export const contentSecurityPolicyOn = defineManualControl({
  id: 'pp-csp',
  title: 'Apps are served with a content security policy',
  area: 'Power Platform',
  severity: 'medium',
  rationale: 'It keeps injected scripts from running in apps and from sending data away.',
  licence: 'Power Platform',
  remediation: {
    steps: ['Turn on enforcement for each environment, after a time of reporting only.'],
    link: 'https://learn.microsoft.com/power-platform/admin/content-security-policy',
    impact: 'Custom pages that load scripts from elsewhere may break.',
  },
  instructions: [
    'Open each environment in the Power Platform admin center, Settings › Product › Privacy + Security.',
    'Content security policy is enforced for model-driven and canvas apps, not only reported.',
  ],
  because: 'The setting is one of each environment and is not among what the admin API tells.',
})
