import { defineResource } from '@tenantry/core'
import { z } from 'zod'

const rule = z.looseObject({
  id: z.string(),
  setting: z.looseObject({ isApprovalRequired: z.boolean().nullish() }).nullish(),
  notificationRecipients: z.array(z.string()).nullish(),
})

const assignment = z.looseObject({
  id: z.string().nullish(),
  scopeId: z.string().nullish(),
  /** `DirectoryRole` or `Group`. */
  scopeType: z.string().nullish(),
  roleDefinitionId: z.string().nullish(),
  policy: z
    .looseObject({
      rules: z
        .array(rule)
        .nullish()
        .transform((rules) => rules ?? []),
    })
    .nullish(),
})

/** https://learn.microsoft.com/graph/api/resources/unifiedrolemanagementpolicyassignment */
export type RolePolicy = z.output<typeof assignment>

export const rolePolicies = defineResource({
  id: 'entra.rolePolicies',
  name: 'Rules of roles',
  service: 'Entra ID',
  source: '/policies/roleManagementPolicyAssignments?$expand=policy($expand=rules)',
  schema: z.array(assignment),
  key: 'id',
})
