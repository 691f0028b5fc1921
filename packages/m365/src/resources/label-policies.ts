import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/powershell/module/exchange/get-labelpolicy */
export const labelPolicies = defineResource({
  id: 'purview.labelPolicies',
  name: 'Policies of sensitivity labels',
  service: 'Purview',
  source: 'ipps:Get-LabelPolicy',
  schema: z.array(
    z.looseObject({
      Name: z.string(),
      /** `PublishedSensitivityLabel` among others. */
      Type: z.string().nullish(),
      Enabled: z.boolean().nullish(),
      Labels: z
        .array(z.string())
        .nullish()
        .transform((labels) => labels ?? []),
    }),
  ),
  key: 'Name',
  label: 'Name',
})
