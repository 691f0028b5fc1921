import { defineResource } from '@tenantry/core'
import { z } from 'zod'

const roleDefinition = z.looseObject({
  id: z.string(),
  /** The same in every tenant for the roles that Microsoft brings. */
  templateId: z.string().nullish(),
  displayName: z.string().nullish(),
  isBuiltIn: z.boolean().nullish(),
  isEnabled: z.boolean().nullish(),
})

/** https://learn.microsoft.com/graph/api/resources/unifiedroledefinition */
export type RoleDefinition = z.output<typeof roleDefinition>

export const roleDefinitions = defineResource({
  id: 'entra.roleDefinitions',
  name: 'Directory roles',
  service: 'Entra ID',
  source: '/roleManagement/directory/roleDefinitions',
  schema: z.array(roleDefinition),
  key: 'id',
  label: 'displayName',
})
