import { defineControl, fail, pass } from '@tenantry/core'
import { auditRetentionPolicies } from '../../resources/audit-retention-policies.js'
import { hasServicePlan, subscribedSkus } from '../../resources/subscribed-skus.js'

const PLAN = 'M365_ADVANCED_AUDITING'
const LONG = ['TwelveMonths', 'ThreeYears', 'FiveYears', 'SevenYears', 'TenYears']

export const auditLogKept = defineControl({
  id: 'purview-audit-retention',
  title: 'The audit log is kept for a year or longer',
  area: 'Purview',
  severity: 'high',
  rationale: 'Attackers are found after months on average; a log of ninety days has forgotten how they came in.',
  licence: 'Microsoft 365 E5 or Purview Audit (Premium)',
  remediation: {
    steps: ['Open Audit › Audit retention policies of the Purview portal.', 'Create a policy of at least one year.'],
    link: 'https://learn.microsoft.com/purview/audit-log-retention-policies',
    impact: 'None.',
  },
  needs: { skus: subscribedSkus, policies: auditRetentionPolicies },
  evaluate({ skus, policies }) {
    if (!hasServicePlan(skus, PLAN))
      return fail('No subscription lets the audit log be kept longer.', {
        licence: 'Microsoft 365 E5 or Purview Audit (Premium)',
      })
    const isLong = ({ Enabled, RetentionDuration }: (typeof policies)[number]) =>
      Enabled !== false && LONG.includes(RetentionDuration ?? '')
    const long = policies.filter(isLong)
    const evidence = (long.length > 0 ? long : policies).map((policy) => ({
      object: policy.Name,
      property: 'RetentionDuration',
      value: policy.Enabled === false ? 'switched off' : policy.RetentionDuration,
      expected: 'a year or longer',
      ok: isLong(policy),
    }))
    return long.length > 0
      ? pass(`${long.map(({ Name }) => Name).join(', ')} keeps the audit log for a year or longer.`, { evidence })
      : fail('No policy keeps the audit log for a year.', { evidence })
  },
})
