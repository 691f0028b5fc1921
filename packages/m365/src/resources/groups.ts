import { defineResource } from '@tenantry/core'
import { z } from 'zod'

const group = z.looseObject({
  id: z.string(),
  displayName: z.string().nullish(),
  isAssignableToRole: z.boolean().nullish(),
  isManagementRestricted: z.boolean().nullish(),
  /** `Unified` for a Microsoft 365 group, `DynamicMembership`. */
  groupTypes: z.array(z.string()).nullish(),
  membershipRule: z.string().nullish(),
  membershipRuleProcessingState: z.string().nullish(),
  securityEnabled: z.boolean().nullish(),
  /** Open: `Public`, `Private`, `HiddenMembership`. */
  visibility: z.string().nullish(),
})

/** https://learn.microsoft.com/graph/api/resources/group */
export type Group = z.output<typeof group>

export const groups = defineResource({
  id: 'entra.groups',
  name: 'Groups',
  service: 'Entra ID',
  source: '/groups',
  schema: z.array(group),
  key: 'id',
  label: 'displayName',
})
