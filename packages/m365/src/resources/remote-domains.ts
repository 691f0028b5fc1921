import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/powershell/module/exchange/get-remotedomain */
export const remoteDomains = defineResource({
  id: 'exchange.remoteDomains',
  name: 'Remote domains',
  service: 'Exchange Online',
  source: 'exo:Get-RemoteDomain',
  schema: z.array(
    z.looseObject({
      DomainName: z.string(),
      AutoForwardEnabled: z.boolean().nullish(),
    }),
  ),
  key: 'DomainName',
  label: 'DomainName',
})
