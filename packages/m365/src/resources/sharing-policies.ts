import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/powershell/module/exchange/get-sharingpolicy */
export const sharingPolicies = defineResource({
  id: 'exchange.sharingPolicies',
  name: 'Sharing policies',
  service: 'Exchange Online',
  source: 'exo:Get-SharingPolicy',
  schema: z.array(
    z.looseObject({
      Name: z.string(),
      Enabled: z.boolean().nullish(),
      Default: z.boolean().nullish(),
      /** Each as `domain:what`, e.g. `*:CalendarSharingFreeBusySimple`. */
      Domains: z
        .union([z.array(z.string()), z.string()])
        .nullish()
        .transform((domains) => (Array.isArray(domains) ? domains : [domains ?? '']).filter((domain) => domain !== '')),
    }),
  ),
  key: 'Name',
  label: 'Name',
})
