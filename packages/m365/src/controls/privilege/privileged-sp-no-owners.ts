import { defineControl, fail, notAssessed, pass } from '@tenantry/core'
import { highlyPrivilegedRoles, roleName } from '../../privileged-roles.js'
import { graphPermissionHolders } from '../../resources/app-role-assignments.js'
import { applicationOwners, type Owned, servicePrincipalOwners } from '../../resources/application-owners.js'
import { roleAssignments } from '../../resources/role-assignments.js'
import { dangerousGrants } from './dangerous-grants.js'

export const privilegedAppsUnowned = defineControl({
  id: 'entra-privileged-sp-no-owners',
  title: 'Nobody owns an application that has more rights than they have',
  area: 'Entra ID',
  severity: 'critical',
  rationale:
    'An owner can add a secret, sign in as the application, and hold all its rights without being an administrator.',
  remediation: {
    steps: [
      'Open Enterprise apps › the application › Owners of the Microsoft Entra admin center, and App registrations › the application › Owners.',
      'Remove the owners; administrators of applications can still manage it.',
    ],
    link: 'https://learn.microsoft.com/entra/identity/enterprise-apps/overview-assign-app-owners',
    impact: 'Those who owned the application ask an administrator when its settings have to change.',
  },
  needs: { assignments: roleAssignments, principals: servicePrincipalOwners },
  wants: { grants: graphPermissionHolders, applications: applicationOwners },
  evaluate({ assignments, principals, grants, applications }) {
    const rights = new Map<string, readonly string[]>(dangerousGrants(grants ?? []))
    for (const { principalId, roleDefinitionId } of assignments) {
      const role = roleDefinitionId.toLowerCase()
      if (highlyPrivilegedRoles.includes(role))
        rights.set(principalId, [...(rights.get(principalId) ?? []), roleName(role)])
    }
    const registered = new Map(applications?.map((application) => [application.appId, application]))
    const concerned = principals.filter(({ id }) => rights.has(id))
    if (concerned.some(({ owners }) => !owners))
      return notAssessed('notRead', 'Who owns the privileged applications was not read.')
    const found = concerned.flatMap((principal) => {
      const owners = [...(principal.owners ?? []), ...(registered.get(principal.appId)?.owners ?? [])]
      return owners.length > 0 ? [{ principal, owners }] : []
    })
    const warnings = [
      ...(grants ? [] : ['Permissions of applications were not read; only those with a role were looked at.']),
      ...(applications?.every(({ owners }) => owners) ? [] : ['Owners of app registrations were not read.']),
    ]
    if (found.length === 0)
      return pass(`None of ${concerned.length} privileged applications has an owner.`, { warnings })
    return fail(`${found.length} of ${concerned.length} privileged applications have an owner.`, {
      evidence: found.map(({ principal, owners }) => ({
        object: principal.displayName ?? principal.id,
        id: principal.id,
        property: `owners of ${(rights.get(principal.id) ?? []).join(', ')}`,
        value: [...new Set(owners.map(ownerName))],
        expected: 'none',
        ok: false,
      })),
      warnings,
    })
  },
})

function ownerName({ userPrincipalName, displayName, id }: NonNullable<Owned['owners']>[number]): string {
  return userPrincipalName ?? displayName ?? id
}
