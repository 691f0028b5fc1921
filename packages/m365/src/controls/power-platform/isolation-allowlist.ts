import { defineManualControl } from '@tenantry/core'

export const isolationListReviewed = defineManualControl({
  id: 'pp-isolation-allowlist',
  title: 'The tenants that isolation lets through were reviewed',
  area: 'Power Platform',
  severity: 'low',
  rationale: 'Each tenant on the list is a way out for data, and lists are rarely shortened.',
  licence: 'Power Platform',
  remediation: {
    steps: ['Remove the tenants that are no longer needed.'],
    link: 'https://learn.microsoft.com/power-platform/admin/cross-tenant-restrictions',
    impact: 'Flows to a removed tenant stop.',
  },
  instructions: [
    'Open Security › Identity and access › Tenant isolation of the Power Platform admin center.',
    'Every tenant on the list is one that you still work with, and its direction, in or out, is what you need.',
  ],
  because: 'Whether a tenant on the list is still needed is known to people only.',
})
