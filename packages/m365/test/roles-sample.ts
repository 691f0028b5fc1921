export const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10'
export const EXCHANGE_ADMINISTRATOR = '29232cdf-9323-42fd-ade2-1d097af3e4de'

/** People, each with the roles they hold. */
export function peopleWithRoles(
  people: Readonly<Record<string, readonly string[]>>,
  changes: Readonly<Record<string, object>> = {},
) {
  return {
    '/users': Object.keys(people).map((id) => ({ id, userPrincipalName: `${id}@a.com`, ...changes[id] })),
    '/roleManagement/directory/roleAssignments': Object.entries(people).flatMap(([principalId, roles]) =>
      roles.map((roleDefinitionId) => ({ principalId, roleDefinitionId })),
    ),
    '/roleManagement/directory/roleEligibilityScheduleInstances': [],
  }
}

export const p2 = {
  '/subscribedSkus': [{ servicePlans: [{ servicePlanName: 'AAD_PREMIUM_P2', provisioningStatus: 'Success' }] }],
}

/** Rules of a role, as Privileged Identity Management writes them. */
export function roleRules(roleDefinitionId: string, ...rules: object[]) {
  return { id: roleDefinitionId, scopeId: '/', scopeType: 'DirectoryRole', roleDefinitionId, policy: { rules } }
}

export function rolePolicies(...list: object[]) {
  return { '/policies/roleManagementPolicyAssignments?$expand=policy($expand=rules)': list }
}
