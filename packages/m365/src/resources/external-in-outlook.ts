import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/powershell/module/exchange/get-externalinoutlook */
export const externalInOutlook = defineResource({
  id: 'exchange.externalInOutlook',
  name: 'Marking of outside senders',
  service: 'Exchange Online',
  source: 'exo:Get-ExternalInOutlook',
  schema: z.array(
    z.looseObject({
      Enabled: z.boolean().nullish(),
    }),
  ),
})
