import { defineManualControl } from '@tenantry/core'

export const deviceLogsCollected = defineManualControl({
  id: 'intune-diagnostics',
  title: 'The logs of Intune reach the security team',
  area: 'Intune',
  severity: 'low',
  rationale:
    'What an administrator did to all devices is forgotten by Intune after a year, and found by nobody before.',
  licence: 'An Azure subscription',
  remediation: {
    steps: [
      'Open Reports › Diagnostic settings of the Intune admin center.',
      'Send AuditLogs and OperationalLogs to the workspace of the security team.',
    ],
    link: 'https://learn.microsoft.com/intune/intune-service/fundamentals/review-logs-using-azure-monitor',
    impact: 'The workspace costs money by volume.',
  },
  instructions: [
    'Open Reports › Diagnostic settings of the Intune admin center.',
    'AuditLogs and OperationalLogs go to a workspace that somebody watches.',
  ],
  because: 'Diagnostic settings belong to Azure Monitor, which asks for rights in an Azure subscription.',
})
