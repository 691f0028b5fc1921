import { purviewKinds } from '../purview/kinds.js'
import type { Entity, Tenant } from '../world/model.js'
import { configurationSeeds } from './configuration-cmdlets.js'
import { seedDynamicGroups } from './groups/other-groups.js'
import { configurationKinds } from './kinds.js'
import { seedAllowBlockList } from './protection/threat-settings.js'
import { seedRoleGroups } from './rbac/principal-cmdlets.js'

const nothing = (): Entity[] => []

/** What Exchange and Security & Compliance keep of a tenant, beyond its directory. */
export const exchangeSeeds: Record<string, (tenant: Tenant) => Entity[]> = {
  exchangeMailboxes: nothing,
  exchangeGroups: nothing,
  exchangeDynamicGroups: seedDynamicGroups,
  exchangeAllowBlockList: seedAllowBlockList,
  exchangeServicePrincipals: nothing,
  exchangeRoleGroups: seedRoleGroups('exchange'),
  exchangeRoleAssignments: nothing,
  exchangeManagementScopes: nothing,
  complianceServicePrincipals: nothing,
  complianceRoleGroups: seedRoleGroups('compliance'),
  ...configurationSeeds(configurationKinds),
  ...configurationSeeds(purviewKinds),
}
