import { readData } from '../data.js'
import type { Tenant } from './model.js'

/** Built-in directory roles: name to template id, which is also the id of the role's definition. */
export const directoryRoles = readData('directory-roles.json') as Record<string, string>

/** The roles that Microsoft marks as privileged. https://learn.microsoft.com/entra/identity/role-based-access-control/privileged-roles-permissions */
const PRIVILEGED = [
  'Application Administrator',
  'Application Developer',
  'Authentication Administrator',
  'Authentication Extensibility Administrator',
  'B2C IEF Keyset Administrator',
  'Cloud Application Administrator',
  'Cloud Device Administrator',
  'Conditional Access Administrator',
  'Directory Synchronization Accounts',
  'Directory Writers',
  'Domain Name Administrator',
  'External Identity Provider Administrator',
  'Global Administrator',
  'Global Reader',
  'Helpdesk Administrator',
  'Hybrid Identity Administrator',
  'Intune Administrator',
  'Password Administrator',
  'Privileged Authentication Administrator',
  'Privileged Role Administrator',
  'Security Administrator',
  'Security Operator',
  'Security Reader',
  'User Administrator',
]

export function roleTemplateId(name: string): string {
  const id = directoryRoles[name]
  if (id === undefined) throw new Error(`data/directory-roles.json has no role '${name}'.`)
  return id
}

const privilegedIds = new Set(PRIVILEGED.map(roleTemplateId))

export function isPrivileged(templateId: string): boolean {
  return privilegedIds.has(templateId)
}

/**
 * Template ids of the directory roles that a principal holds in the whole tenant, itself or through a group, as of a
 * moment in milliseconds since 1970.
 */
export function rolesOf(tenant: Tenant, principalId: string, asOf: number = Infinity): string[] {
  const id = principalId.toLowerCase()
  const held = new Set<string>()
  for (const assignment of tenant.set('roleAssignments').view(asOf)) {
    if (assignment['directoryScopeId'] !== '/' || !isInForce(assignment, asOf)) continue
    const holder = String(assignment['principalId'])
    const holds =
      holder === id || (assignment['principalType'] === 'group' && tenant.links('members').has(holder, id, asOf))
    if (holds) held.add(String(assignment['roleDefinitionId']))
  }
  return [...held]
}

/** An assignment that was activated for some hours is over after them. */
export function isInForce(assignment: Record<string, unknown>, asOf: number): boolean {
  const end = assignment['endDateTime']
  return typeof end !== 'string' || asOf === Infinity || Date.parse(end) > asOf
}
