import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/powershell/module/exchange/get-protectionalert */
export const protectionAlerts = defineResource({
  id: 'purview.protectionAlerts',
  name: 'Alert policies',
  service: 'Purview',
  source: 'ipps:Get-ProtectionAlert',
  schema: z.array(
    z.looseObject({
      Name: z.string(),
      Disabled: z.boolean().nullish(),
      NotifyUser: z
        .union([z.array(z.string()), z.string()])
        .nullish()
        .transform((list) => (Array.isArray(list) ? list : [list ?? '']).filter((name) => name !== '')),
    }),
  ),
  key: 'Name',
  label: 'Name',
})
