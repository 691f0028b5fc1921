import { defineResource } from '@tenantry/core'
import { z } from 'zod'

const assignment = z.looseObject({
  id: z.string().nullish(),
  appRoleId: z.string(),
  principalId: z.string(),
  principalDisplayName: z.string().nullish(),
  /** `ServicePrincipal`, `User` or `Group`. */
  principalType: z.string().nullish(),
})

/** https://learn.microsoft.com/graph/api/resources/approleassignment */
export type AppRoleAssignment = z.output<typeof assignment>

/** Who holds which application permission of Microsoft Graph. */
export const graphPermissionHolders = defineResource({
  id: 'entra.graphPermissionHolders',
  name: 'Application permissions of Microsoft Graph',
  service: 'Entra ID',
  source: "/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')/appRoleAssignedTo",
  schema: z.array(assignment),
  key: 'id',
  label: 'principalDisplayName',
})

/** Who holds which application permission of Exchange Online. */
export const exchangePermissionHolders = defineResource({
  id: 'entra.exchangePermissionHolders',
  name: 'Application permissions of Exchange Online',
  service: 'Entra ID',
  source: "/servicePrincipals(appId='00000002-0000-0ff1-ce00-000000000000')/appRoleAssignedTo",
  schema: z.array(assignment),
  key: 'id',
  label: 'principalDisplayName',
})
