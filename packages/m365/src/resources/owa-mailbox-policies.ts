import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/powershell/module/exchange/get-owamailboxpolicy */
export const owaMailboxPolicies = defineResource({
  id: 'exchange.owaMailboxPolicies',
  name: 'Policies of Outlook on the web',
  service: 'Exchange Online',
  source: 'exo:Get-OwaMailboxPolicy',
  schema: z.array(
    z.looseObject({
      Name: z.string(),
      IsDefault: z.boolean().nullish(),
      AdditionalStorageProvidersAvailable: z.boolean().nullish(),
      PersonalAccountsEnabled: z.boolean().nullish(),
      PersonalAccountCalendarsEnabled: z.boolean().nullish(),
      BookingsMailboxCreationEnabled: z.boolean().nullish(),
    }),
  ),
  key: 'Name',
  label: 'Name',
})
