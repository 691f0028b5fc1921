import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/powershell/module/exchange/get-accepteddomain */
export const acceptedDomains = defineResource({
  id: 'exchange.acceptedDomains',
  name: 'Accepted domains',
  service: 'Exchange Online',
  source: 'exo:Get-AcceptedDomain',
  schema: z.array(
    z.looseObject({
      DomainName: z.string(),
      Default: z.boolean().nullish(),
    }),
  ),
  key: 'DomainName',
  label: 'DomainName',
})
