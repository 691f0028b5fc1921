import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/powershell/module/exchange/get-unifiedauditlogretentionpolicy */
export const auditRetentionPolicies = defineResource({
  id: 'purview.auditRetentionPolicies',
  name: 'Retention policies of the audit log',
  service: 'Purview',
  source: 'ipps:Get-UnifiedAuditLogRetentionPolicy',
  schema: z.array(
    z.looseObject({
      Name: z.string(),
      Enabled: z.boolean().nullish(),
      /** Open: `SevenDays`, `ThreeMonths`, `TwelveMonths`, `TenYears` and others. */
      RetentionDuration: z.string().nullish(),
    }),
  ),
  key: 'Name',
  label: 'Name',
})
