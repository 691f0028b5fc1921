import { defineResource } from '@tenantry/core'
import { z } from 'zod'

/** https://learn.microsoft.com/powershell/module/exchange/get-roleassignmentpolicy */
export const roleAssignmentPolicies = defineResource({
  id: 'exchange.roleAssignmentPolicies',
  name: 'Role assignment policies',
  service: 'Exchange Online',
  source: 'exo:Get-RoleAssignmentPolicy',
  schema: z.array(
    z.looseObject({
      Name: z.string(),
      IsDefault: z.boolean().nullish(),
      AssignedRoles: z
        .array(z.string())
        .nullish()
        .transform((roles) => roles ?? []),
    }),
  ),
  key: 'Name',
  label: 'Name',
})
