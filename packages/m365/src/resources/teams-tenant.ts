import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/powershell/module/microsoftteams/get-cstenant */
export const teamsTenant = defineResource({
  id: 'teams.tenant',
  name: 'The tenant as Teams knows it',
  service: 'Teams',
  source: 'teams:Get-CsTenant',
  schema: z.array(
    z.looseObject({
      Identity: z.string().nullish(),
      AssignedPlan: z
        .array(z.unknown())
        .nullish()
        .transform((plans) => (plans ?? []).map((plan) => (typeof plan === 'string' ? plan : JSON.stringify(plan)))),
    }),
  ),
  key: 'Identity',
  label: 'Identity',
})
