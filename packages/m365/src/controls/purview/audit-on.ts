import { defineControl, fail, pass } from '@tenantry/core'
import { adminAuditLogConfig } from '../../resources/admin-audit-log-config.js'
import { settingMissing } from '../settings.js'

export const auditLogOn = defineControl({
  id: 'purview-audit-on',
  title: 'The audit log is on',
  area: 'Purview',
  severity: 'critical',
  rationale: 'Without the log nobody can tell what an attacker did, or that there was one.',
  remediation: {
    steps: ['Run Set-AdminAuditLogConfig with UnifiedAuditLogIngestionEnabled set to true in Exchange Online.'],
    link: 'https://learn.microsoft.com/purview/audit-log-enable-disable',
    impact: 'None.',
  },
  needs: { config: adminAuditLogConfig },
  evaluate({ config: [config] }) {
    const on = config?.UnifiedAuditLogIngestionEnabled
    if (on === null || on === undefined) return settingMissing('UnifiedAuditLogIngestionEnabled')
    const evidence = [
      { object: 'Audit log', property: 'UnifiedAuditLogIngestionEnabled', value: on, expected: 'true', ok: on },
    ]
    return on ? pass('The audit log is on.', { evidence }) : fail('The audit log is off.', { evidence })
  },
})
