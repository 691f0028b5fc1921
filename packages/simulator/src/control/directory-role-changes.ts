import { type AuditActor, recordAudit } from '../world/audits.js'
import type { ServicePrincipal, Tenant } from '../world/model.js'
import { roleAssignmentId, roleEntity } from '../world/role-holders.js'
import { directoryRoles } from '../world/roles.js'
import { ControlError } from './control-error.js'

/** Who did it, for the audit log: one of the tenant's administrators. */
function administratorOf(tenant: Tenant): AuditActor {
  const { seed } = tenant.set('users')
  if (seed.size === 0) return { app: { appId: null, displayName: 'Administration', servicePrincipalId: null } }
  const { id, displayName, userPrincipalName } = seed.at(0)
  return {
    user: {
      id,
      displayName: typeof displayName === 'string' ? displayName : null,
      userPrincipalName: String(userPrincipalName),
    },
  }
}

/** An administrator gives an app a directory role. */
export function assignDirectoryRole(tenant: Tenant, principal: ServicePrincipal, role: string, now: Date): void {
  const [name, templateId] = findRole(role)
  const assignments = tenant.set('roleAssignments')
  const id = roleAssignmentId(templateId, principal.id, '/')
  if (assignments.view().get(id)) return
  const held = { role: templateId, principal, type: 'servicePrincipal' }
  const assignment = roleEntity(tenant, held, { id, start: null, end: null, created: now })
  assignments.create({ ...assignment, assignmentType: 'Assigned' }, now.getTime())
  note(tenant, 'Add member to role', name, principal, now)
}

/** An administrator takes it away; without a name, all it has. */
export function removeDirectoryRole(
  tenant: Tenant,
  principal: ServicePrincipal,
  role: string | undefined,
  now: Date,
): void {
  const wanted = role === undefined ? undefined : findRole(role)[1]
  const assignments = tenant.set('roleAssignments')
  const held = [...assignments.view()].filter(
    ({ principalId, roleDefinitionId }) =>
      principalId === principal.id && (wanted === undefined || roleDefinitionId === wanted),
  )
  if (held.length === 0) {
    throw new ControlError(400, `${principal.displayName} holds no ${role ?? 'directory role'} in ${tenant.name}.`)
  }
  for (const { id, roleDefinitionId } of held) {
    assignments.remove(id, now.getTime())
    note(tenant, 'Remove member from role', nameOfRole(String(roleDefinitionId)), principal, now)
  }
}

/** Names of the directory roles that an app holds. */
export function directoryRolesOf(tenant: Tenant, principalId: string): string[] {
  return [...tenant.set('roleAssignments').view()]
    .filter((assignment) => assignment['principalId'] === principalId)
    .map((assignment) => nameOfRole(String(assignment['roleDefinitionId'])))
}

function findRole(name: string): [name: string, templateId: string] {
  const role = Object.entries(directoryRoles).find(([known]) => known.toLowerCase() === name.toLowerCase())
  if (!role) throw new ControlError(400, `There is no directory role '${name}'.`)
  return role
}

function nameOfRole(templateId: string): string {
  return Object.entries(directoryRoles).find(([, id]) => id === templateId)?.[0] ?? templateId
}

function note(tenant: Tenant, activity: string, role: string, { id, displayName }: ServicePrincipal, now: Date): void {
  const changed = { displayName: 'Role.DisplayName', oldValue: null, newValue: JSON.stringify(role) }
  const target = { id, type: 'ServicePrincipal' as const, displayName, modifiedProperties: [changed] }
  const operation = activity.startsWith('Add') ? 'Assign' : 'Unassign'
  recordAudit(
    tenant,
    administratorOf(tenant),
    { activity, category: 'RoleManagement', operation, targets: [target] },
    now,
  )
}
