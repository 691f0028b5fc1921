import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/powershell/module/exchange/get-transportconfig */
export const transportConfig = defineResource({
  id: 'exchange.transportConfig',
  name: 'Mail flow settings',
  service: 'Exchange Online',
  source: 'exo:Get-TransportConfig',
  schema: z.array(
    z.looseObject({
      SmtpClientAuthenticationDisabled: z.boolean().nullish(),
    }),
  ),
})
