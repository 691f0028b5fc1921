import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/**
 * Read from Exchange Online: the compliance endpoint always says that it is off.
 * https://learn.microsoft.com/powershell/module/exchange/get-adminauditlogconfig
 */
export const adminAuditLogConfig = defineResource({
  id: 'exchange.adminAuditLogConfig',
  name: 'Settings of the audit log',
  service: 'Exchange Online',
  source: 'exo:Get-AdminAuditLogConfig',
  schema: z.array(z.looseObject({ UnifiedAuditLogIngestionEnabled: z.boolean().nullish() })),
})
