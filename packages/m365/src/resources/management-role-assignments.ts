import { defineResource } from '@tenantry/core'
import { z } from 'zod'
import { rows } from './rows.js'

/** https://learn.microsoft.com/powershell/module/exchange/get-managementroleassignment */
export const managementRoleAssignments = defineResource({
  id: 'exchange.managementRoleAssignments',
  name: 'Role assignments of Exchange',
  service: 'Exchange Online',
  source: 'exo:Get-ManagementRoleAssignment',
  schema: rows(
    z.looseObject({
      Identity: z.string().nullish(),
      /** E.g. `Application Mail.Read`. */
      Role: z.string().nullish(),
      RoleAssigneeName: z.string().nullish(),
      /** Open: `ServicePrincipal`, `RoleGroup`, `User` and others. */
      RoleAssigneeType: z.string().nullish(),
    }),
  ),
  key: 'Identity',
  label: 'Identity',
})
