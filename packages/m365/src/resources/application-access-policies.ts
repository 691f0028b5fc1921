import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/powershell/module/exchange/get-applicationaccesspolicy */
export const applicationAccessPolicies = defineResource({
  id: 'exchange.applicationAccessPolicies',
  name: 'Access policies of applications',
  service: 'Exchange Online',
  source: 'exo:Get-ApplicationAccessPolicy',
  schema: z.array(
    z.looseObject({
      AppId: z.string(),
      /** `RestrictAccess` or `DenyAccess`. */
      AccessRight: z.string().nullish(),
      ScopeName: z.string().nullish(),
    }),
  ),
  key: 'Identity',
  label: 'Identity',
})
