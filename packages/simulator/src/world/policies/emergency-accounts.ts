import type { Tenant } from '../model.js'
import { seedRoleAssignments } from '../role-holders.js'
import { roleTemplateId } from '../roles.js'

/** Ids of the two accounts that are kept for emergencies: permanent Global Administrators. */
export function emergencyAccounts(tenant: Tenant): string[] {
  const role = roleTemplateId('Global Administrator')
  return seedRoleAssignments(tenant)
    .filter((held) => held['roleDefinitionId'] === role && held['principalType'] === 'user')
    .slice(0, 2)
    .map((held) => String(held['principalId']))
}
