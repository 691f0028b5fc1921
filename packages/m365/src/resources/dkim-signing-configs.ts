import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/powershell/module/exchange/get-dkimsigningconfig */
export const dkimSigningConfigs = defineResource({
  id: 'exchange.dkimSigningConfigs',
  name: 'DKIM signing',
  service: 'Exchange Online',
  source: 'exo:Get-DkimSigningConfig',
  schema: z.array(
    z.looseObject({
      Domain: z.string(),
      Enabled: z.boolean().nullish(),
    }),
  ),
  key: 'Domain',
  label: 'Domain',
})
